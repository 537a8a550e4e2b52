// A link carries the files in its fragment, which browsers do not send to a server.

async function throughStream(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

async function packLink(state) {
  const packed = await throughStream(new TextEncoder().encode(JSON.stringify(state)), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of packed) {
    binary += String.fromCharCode(byte);
  }
  return `#z=${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

// unpackLink returns the state in a fragment, null if there is none.
async function unpackLink(fragment) {
  const found = fragment.match(/^#z=([\w-]+)$/);
  if (!found) {
    return null;
  }
  const binary = atob(found[1].replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = await throughStream(Uint8Array.from(binary, (c) => c.charCodeAt(0)), new DecompressionStream("deflate-raw"));
  const state = JSON.parse(new TextDecoder().decode(bytes));
  const isFile = (file) => Array.isArray(file) && typeof file[0] === "string" && typeof file[1] === "string";
  if (!Array.isArray(state.files) || !state.files.every(isFile)) {
    throw new Error("the link holds no files");
  }
  return state;
}
