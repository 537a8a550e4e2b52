// The engine runs the program in a worker, so that typing is never blocked.

const engine = { worker: null, waiting: new Map(), last: 0, program: "" };

// loadProgram resolves when the program in the page has arrived. Its elements come after this script.
function loadProgram(progress) {
  return new Promise((resolve, reject) => {
    const look = () => {
      const blocks = document.getElementsByClassName("program");
      const all = Number(blocks[0]?.dataset.of ?? 0);
      // The last block may be incomplete as long as the page is being read.
      const arrived = document.readyState === "loading" ? Math.max(blocks.length - 1, 0) : blocks.length;
      progress(all ? arrived / all : 0);
      if (all && arrived === all) {
        const text = Array.from(blocks, (block) => block.textContent).join("");
        Array.from(blocks).forEach((block) => block.remove());
        resolve(text);
      } else if (document.readyState === "loading") {
        setTimeout(look, 30);
      } else {
        reject(new Error("the page is not complete"));
      }
    };
    look();
  });
}

function startWorker() {
  return new Promise((resolve, reject) => {
    const source = new Blob([byId("worker").textContent], { type: "text/javascript" });
    const worker = new Worker(URL.createObjectURL(source));
    engine.worker = worker;
    worker.onmessage = ({ data }) => {
      if (data.ready) {
        resolve();
      } else if (data.failed) {
        reject(new Error(data.failed));
      } else if (data.ended && engine.worker === worker) {
        restartWorker();
      } else if (engine.waiting.has(data.id)) {
        engine.waiting.get(data.id).resolve(data.answer);
        engine.waiting.delete(data.id);
      }
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ program: engine.program });
  });
}

// restartWorker replaces a program that stopped. Requests that wait are sent again, but not the one that may have stopped it twice.
function restartWorker() {
  engine.worker.terminate();
  startWorker().catch(() => {});
  for (const [id, waiting] of engine.waiting) {
    if (waiting.isRepeated) {
      waiting.resolve({ error: "the program stopped" });
      engine.waiting.delete(id);
    } else {
      waiting.isRepeated = true;
      engine.worker.postMessage(waiting.message);
    }
  }
}

// ask sends a request, and resolves to the answer.
function ask(command, request) {
  const message = { id: ++engine.last, command, request };
  return new Promise((resolve) => {
    engine.waiting.set(message.id, { resolve, message, isRepeated: false });
    engine.worker.postMessage(message);
  });
}
