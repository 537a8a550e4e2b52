// The reader of what package pack writes.

// A BitReader is a range decoder. Its state is in an array of numbers of 32 bits, because these are fast.
class BitReader {
  constructor(bytes, start) {
    this.bytes = bytes;
    this.next = start + 5;
    this.state = new Uint32Array(2); // the width of the range, and the code within it
    this.state[0] = 0xffffffff;
    this.half = even(2);
    for (let i = 0; i < 5; i++) {
      this.state[1] = (this.state[1] << 8) | bytes[start + i];
    }
  }

  // tree reads some bits, the highest first. The probabilities depend on the bits before.
  tree(model, start, bits) {
    const { bytes, state } = this;
    let [width, code] = [state[0], state[1]];
    let next = this.next;
    let node = 1;
    for (let i = 0; i < bits; i++) {
      const index = start + node;
      const p = model[index];
      const bound = (width >>> 12) * p;
      if (code < bound) {
        width = bound;
        model[index] = p + ((4096 - p) >> 5);
        node <<= 1;
      } else {
        code -= bound;
        width -= bound;
        model[index] = p - (p >> 5);
        node = (node << 1) | 1;
      }
      if (width < 0x1000000) {
        width = (width << 8) >>> 0;
        code = ((code << 8) | bytes[next++]) >>> 0;
      }
    }
    state[0] = width;
    state[1] = code;
    this.next = next;
    return node - (1 << bits);
  }

  // plain reads some bits that have no probabilities.
  plain(bits) {
    let value = 0;
    for (let i = 0; i < bits; i++) {
      this.half[1] = 1 << 11;
      value = (value << 1) | this.tree(this.half, 0, 1);
    }
    return value;
  }

  // number reads a number of any size: its bucket, and the bits that this leaves open.
  number(model, start, bits, tails) {
    const bucket = this.tree(model, start, bits);
    if (bucket < 4) {
      return bucket;
    }
    const extra = (bucket >> 1) - 1;
    const high = ((2 | (bucket & 1)) << Math.max(extra - 4, 0)) | this.plain(Math.max(extra - 4, 0));
    const low = Math.min(extra, 4);
    return (high << low) | this.tree(tails, bucket << 4, low);
  }
}

// even returns probabilities of a half.
const even = (n) => new Uint16Array(n).fill(1 << 11);

// unpack returns the bytes of a compressed program.
function unpack(packed) {
  const out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(0, true));
  const reader = new BitReader(packed, 4);
  const isMatch = even(4);
  const isRepeated = even(4);
  const literals = even(512 << 8);
  const indexes = even(2 << 2);
  const lengths = even(2 << 5);
  const lengthTails = even(1 << 9);
  const distances = even(4 << 6);
  const distanceTails = even(1 << 10);
  const recent = [1, 1, 1, 1]; // the last distances
  let after = 0; // whether the step before was a match
  for (let at = 0; at < out.length;) {
    if (!reader.tree(isMatch, after << 1, 1)) {
      // After a match, a literal is what the match would not repeat.
      const context = after && recent[0] <= at ? 256 | out[at - recent[0]] : at > 0 ? out[at - 1] : 0;
      out[at++] = reader.tree(literals, context << 8, 8);
      after = 0;
      continue;
    }
    const repeated = reader.tree(isRepeated, after << 1, 1);
    const index = repeated ? reader.tree(indexes, after << 2, 2) : recent.length - 1;
    const length = reader.number(lengths, repeated << 5, 5, lengthTails) + 2;
    const distance = repeated ? recent[index] : reader.number(distances, Math.min(length - 2, 3) << 6, 6, distanceTails) + 1;
    recent.copyWithin(1, 0, index);
    recent[0] = distance;
    for (const end = at + length; at < end; at++) {
      out[at] = out[at - distance];
    }
    after = 1;
  }
  return out;
}
