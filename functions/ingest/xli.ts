const CODE_BITS = 10;
/** The two highest codes are not used. */
const HIGHEST_CODE = 2 ** CODE_BITS - 2;
/** Each channel begins with the length of its packed bytes and the value before its first sample. */
const CHANNEL_HEADER_BYTES = 8;

/**
 * Unpacks the waveforms of Philips Sierra XML: each channel is packed by LZW with codes of ten bits, high bytes before
 * low bytes, and holds second differences. Null where the data are damaged or hold more than `samplesLimit` a channel.
 */
export function unpackXli(packed: Uint8Array, samplesLimit: number): Int16Array[] | null {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const channels: Int16Array[] = [];
  let at = 0;
  while (at + CHANNEL_HEADER_BYTES <= packed.length) {
    const length = view.getInt32(at, true);
    const first = view.getInt16(at + 6, true);
    const from = at + CHANNEL_HEADER_BYTES;
    if (length <= 0 || from + length > packed.length) return null;
    const bytes = unpackLzw(packed.subarray(from, from + length), 2 * samplesLimit);
    if (bytes === null) return null;
    channels.push(undoDifferences(joinBytes(bytes), first));
    at = from + length;
  }
  return channels;
}

function unpackLzw(packed: Uint8Array, limit: number): number[] | null {
  const words: number[][] = Array.from({ length: 256 }, (_, byte) => [byte]);
  const out: number[] = [];
  let previous: number[] = [];
  let [buffer, bits] = [0, 0];
  for (const byte of packed) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    if (bits < CODE_BITS) continue;
    bits -= CODE_BITS;
    const code = (buffer >> bits) & (2 ** CODE_BITS - 1);
    buffer &= 2 ** bits - 1;
    if (code > HIGHEST_CODE) break;
    const word =
      words[code] ?? (code === words.length && previous.length > 0 ? [...previous, previous[0] as number] : null);
    if (word === null || out.length + word.length > limit) return null;
    if (previous.length > 0 && words.length <= HIGHEST_CODE) words.push([...previous, word[0] as number]);
    for (const each of word) out.push(each);
    previous = word;
  }
  return out;
}

/** The first half of the bytes are the high ones, the second half the low ones. */
function joinBytes(bytes: readonly number[]): Int16Array {
  const count = bytes.length >> 1;
  return Int16Array.from({ length: count }, (_, i) => ((bytes[i] as number) << 8) | (bytes[count + i] as number));
}

function undoDifferences(samples: Int16Array, first: number): Int16Array {
  let [x, y, last] = [samples[0] ?? 0, samples[1] ?? 0, first];
  for (let i = 2; i < samples.length; i++) {
    const next = 2 * y - x - last;
    last = (samples[i] as number) - 64;
    samples[i] = next;
    [x, y] = [y, next];
  }
  return samples;
}
