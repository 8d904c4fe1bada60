/** ADC value that stands for "no sample" in each format (signal(5) of the WFDB Applications Guide). */
const MISSING: Readonly<Record<number, number>> = { 16: -32768, 61: -32768, 80: -128, 212: -2048 };

/** Bits a sample takes in the formats that are read: 16 (little-endian), 61 (big-endian), 80 (offset binary), 212 (12-bit pairs). */
const BITS: Readonly<Record<number, number>> = { 16: 16, 61: 16, 80: 8, 212: 12 };

/** Samples that a data file of a format holds; null for formats that are not read. */
export function samplesIn(byteLength: number, format: number): number | null {
  const bits = BITS[format];
  return bits === undefined ? null : Math.floor((byteLength * 8) / bits);
}

/**
 * Takes signal `offset` of `stride` interleaved ones out of a data file: `count` ADC values, NaN where the format
 * marks a missing sample.
 */
export function readSamples(
  bytes: Uint8Array,
  format: number,
  offset: number,
  stride: number,
  count: number,
): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const missing = MISSING[format];
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const value = adcValue(view, format, offset + i * stride);
    out[i] = value === missing ? Number.NaN : value;
  }
  return out;
}

function adcValue(view: DataView, format: number, index: number): number {
  switch (format) {
    case 16:
      return view.getInt16(2 * index, true);
    case 61:
      return view.getInt16(2 * index, false);
    case 80:
      return view.getUint8(index) - 128;
    default: {
      // Two samples in three bytes: low bytes first and last, the nibbles of both in the middle.
      const at = 3 * (index >> 1);
      const middle = view.getUint8(at + 1);
      const raw =
        index & 1 ? view.getUint8(at + 2) | ((middle & 0xf0) << 4) : view.getUint8(at) | ((middle & 0x0f) << 8);
      return raw > 2047 ? raw - 4096 : raw;
    }
  }
}
