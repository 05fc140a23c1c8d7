export { default as Sigma } from "sigma";
export { NodeProgram, EdgeProgram, EdgeRectangleProgram, EdgeLineProgram } from "sigma/rendering";
export { floatColor } from "sigma/utils";
export { UndirectedGraph as Graph } from "graphology";
