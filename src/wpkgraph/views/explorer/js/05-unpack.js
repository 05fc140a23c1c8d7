// The data stands in the page as gzip in base64. Unpacked piece by piece, so that the page answers meanwhile.

const PIECE = 1 << 18; // characters of base64 at a time; a multiple of four

/** The bytes of a block of the page, through the browser's own gunzip, as text. */
async function unpackText(id) {
  const packed = byId(id).textContent.trim();
  const stream = new DecompressionStream("gzip");
  const writer = stream.writable.getWriter();
  const feed = (async () => {
    for (let at = 0; at < packed.length; at += PIECE) {
      const binary = atob(packed.slice(at, at + PIECE));
      const bytes = new Uint8Array(binary.length);
      for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
      await writer.write(bytes);
      if ((at / PIECE) % 8 === 7) await pause();
    }
    await writer.close();
  })();
  const [text] = await Promise.all([new Response(stream.readable).text(), feed]);
  return text;
}

const unpack = async (id) => JSON.parse(await unpackText(id));
