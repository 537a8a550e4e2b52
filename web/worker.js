// The worker holds the program. The page sends the program first, then requests, and gets an answer for each.
let ready;

async function start(program) {
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(unpack(program), go.importObject);
  go.run(instance).then(() => postMessage({ ended: true }), () => postMessage({ ended: true }));
}

function decode(text) {
  if (Uint8Array.fromBase64) {
    return Uint8Array.fromBase64(text);
  }
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

onmessage = async ({ data }) => {
  if (data.program) {
    ready = start(decode(data.program));
    ready.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));
    return;
  }
  try {
    await ready;
    postMessage({ id: data.id, answer: JSON.parse(tfk8s(data.command, JSON.stringify(data.request))) });
  } catch (error) {
    const isTooDeep = error instanceof RangeError || error.name === "InternalError"; // the stack of the browser is full
    const reason = isTooDeep ? "the text is nested too deeply for the browser" : `the program stopped: ${error.message}`;
    postMessage({ id: data.id, answer: { error: reason } });
    postMessage({ ended: true });
  }
};
