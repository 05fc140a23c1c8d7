// A node program for the WebGL renderer: the shapes of the ontology's classes.

const SHAPES = { dot: 0, square: 1, diamond: 2, triangle: 3, triangleDown: 4, star: 5, hexagon: 6, box: 7 };

const VERTEX = `
attribute vec2 a_position; attribute float a_size; attribute float a_radius; attribute float a_most; attribute float a_shape;
attribute vec4 a_color; attribute vec4 a_id; attribute vec2 a_corner;
uniform mat3 u_matrix; uniform float u_sizeRatio; uniform float u_correctionRatio;
varying vec4 v_color; varying vec2 v_at; varying float v_shape; varying float v_pixel;
const float bias = 255.0 / 254.0;
void main() {
  float pixel = u_correctionRatio / u_sizeRatio * 2.0;
  float size = clamp(a_radius, a_size * pixel, a_most * pixel);
  vec2 position = a_position + size * 1.08 * a_corner;
  gl_Position = vec4((u_matrix * vec3(position, 1)).xy, 0, 1);
  v_at = a_corner * 1.08; v_shape = a_shape; v_pixel = pixel / size;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= bias;
}`;

// Distances to the outlines, in units of the node's radius (after Quilez' formulas for flat shapes).
const FRAGMENT = `
precision highp float;
varying vec4 v_color; varying vec2 v_at; varying float v_shape; varying float v_pixel;
float polygon(vec2 p, float n, float r, float turn) {
  float a = atan(p.x, p.y) + turn; float s = 6.2831853 / n;
  return cos(floor(0.5 + a / s) * s - a) * length(p) - r;
}
float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 0.96;
  if (v_shape < 1.5) return max(abs(p.x), abs(p.y)) - 0.8;
  if (v_shape < 2.5) return (abs(p.x) + abs(p.y) - 1.05) * 0.7071;
  if (v_shape < 3.5) return polygon(p + vec2(0.0, 0.12), 3.0, 0.52, 0.0 + 3.14159265);
  if (v_shape < 4.5) return polygon(p - vec2(0.0, 0.12), 3.0, 0.52, 0.0);
  if (v_shape < 5.5) {
    float a = mod(atan(p.x, p.y) + 0.6283185, 1.2566371) - 0.6283185;
    vec2 q = length(p) * vec2(cos(a), abs(sin(a)));
    vec2 tip = vec2(1.05, 0.0); vec2 notch = 0.46 * vec2(0.809017, 0.587785); vec2 side = notch - tip;
    return dot(q - tip, normalize(vec2(side.y, -side.x)));
  }
  if (v_shape < 6.5) return polygon(p, 6.0, 0.84, 0.0);
  return max(abs(p.x) - 0.98, abs(p.y) - 0.66);
}
void main() {
  float d = outline(v_at);
  float edge = v_pixel;
  float inside = 1.0 - smoothstep(-edge, 0.0, d);
  #ifdef PICKING_MODE
  if (d > 0.08) discard;
  gl_FragColor = v_color;
  #else
  if (inside <= 0.0) discard;
  vec3 color = v_color.rgb; float alpha = v_color.a;
  float rim = smoothstep(-2.0 * edge, -1.0 * edge, d);
  color = mix(color, color * 0.55, rim * step(edge, 0.4));
  gl_FragColor = vec4(color * inside * alpha, inside * alpha);
  #endif
}`;

const UNIFORMS = ["u_sizeRatio", "u_correctionRatio", "u_matrix"];

function shapeProgram() {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
  return class extends renderer.NodeProgram {
    getDefinition() {
      const number = (name, size) => ({ name, size, type: FLOAT });
      const bytes = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
      return {
        VERTICES: 6, VERTEX_SHADER_SOURCE: VERTEX, FRAGMENT_SHADER_SOURCE: FRAGMENT, METHOD: TRIANGLES, UNIFORMS,
        ATTRIBUTES: [number("a_position", 2), number("a_size", 1), number("a_radius", 1), number("a_most", 1), number("a_shape", 1), bytes("a_color"), bytes("a_id")],
        CONSTANT_ATTRIBUTES: [number("a_corner", 2)],
        CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [-1, 1], [1, -1], [1, 1]],
      };
    }
    processVisibleItem(id, at, data) {
      const array = this.array;
      array[at++] = data.x;
      array[at++] = data.y;
      array[at++] = data.size;
      array[at++] = data.radius;
      array[at++] = data.most;
      array[at++] = data.code;
      array[at++] = renderer.floatColor(data.color);
      array[at++] = id;
    }
    setUniforms(params, { gl, uniformLocations }) {
      gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
      gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    }
  };
}

/** The outline of a shape around (0, 0), for SVG: points of a polygon, or null for a circle. */
function outlineOf(shape, r) {
  const turn = (n, radius, from, second = radius) => Array.from({ length: n }, (_, i) => {
    const angle = from + (i / n) * 2 * Math.PI, at = i % 2 ? second : radius;
    return [r * at * Math.sin(angle), -r * at * Math.cos(angle)];
  });
  if (shape === "square") return [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]].map(([x, y]) => [x * r, y * r]);
  if (shape === "box") return [[-0.98, -0.66], [0.98, -0.66], [0.98, 0.66], [-0.98, 0.66]].map(([x, y]) => [x * r, y * r]);
  if (shape === "diamond") return turn(4, 1.05, 0);
  if (shape === "triangle") return turn(3, 1.04, 0).map(([x, y]) => [x, y + 0.12 * r]);
  if (shape === "triangleDown") return turn(3, 1.04, Math.PI).map(([x, y]) => [x, y - 0.12 * r]);
  if (shape === "star") return turn(10, 1.05, 0, 0.46);
  if (shape === "hexagon") return turn(6, 0.97, Math.PI / 6);
  return null;
}

const pointsOf = (outline) => outline.map(([x, y]) => x.toFixed(2) + "," + y.toFixed(2)).join(" ");

/** A small picture of a class for legends and lists. */
function symbol(cls, size = 14) {
  const fill = colourOf(cls), outline = outlineOf(shapeOf(cls), 7);
  const mark = outline ? svg("polygon", { points: pointsOf(outline), fill }) : svg("circle", { r: 6.4, fill });
  const made = svg("svg", { class: "symbol", viewBox: "-8 -8 16 16", width: size, height: size, "aria-hidden": "true" }, mark);
  return made;
}
