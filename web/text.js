// A text area holds only LF. These functions keep the line endings of a text, and move offsets between both forms.

const toLF = (text) => text.replace(/\r\n?/g, "\n");

// lineEnding returns the ending of most lines.
function lineEnding(text) {
  const windows = (text.match(/\r\n/g) ?? []).length;
  const all = (text.match(/\n/g) ?? []).length;
  return windows * 2 > all ? "\r\n" : "\n";
}

// shownOffsets returns a function that turns ascending or other offsets of a text into offsets of its form with LF.
function shownOffsets(text) {
  const pairs = [];
  for (let at = text.indexOf("\r\n"); at >= 0; at = text.indexOf("\r\n", at + 2)) {
    pairs.push(at);
  }
  return (offset) => offset - countBelow(pairs, offset);
}

// countBelow counts the values of a sorted list that are below a limit.
function countBelow(sorted, limit) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// lineStarts returns the offsets at which lines begin.
function lineStarts(text) {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}

// readBytes decodes a file. It returns null if that is not text.
function readBytes(bytes) {
  const [first, second] = bytes;
  const utf16 = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "";
  if (!utf16 && bytes.includes(0)) {
    return null;
  }
  return new TextDecoder(utf16 || "utf-8", { ignoreBOM: !utf16 }).decode(bytes);
}
