import { inflateRawSync } from 'node:zlib';

/** An array of a NumPy archive: row-major values and shape. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Reads a NumPy `.npz` archive (zip of `.npy`, stored or deflated; int16, float32, float64, little endian, either order). */
export function readNpz(bytes: Buffer): Map<string, NpyArray> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  const found = new Map<string, NpyArray>();
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10);
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const skip = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replace(/\.npy$/, '');
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const raw = bytes.subarray(data, data + packed);
    found.set(name, readNpy(method === 0 ? Buffer.from(raw) : inflateRawSync(raw)));
    at += 46 + nameLength + skip;
  }
  return found;
}

function readNpy(bytes: Buffer): NpyArray {
  const header = bytes.toString('latin1', 10, 10 + bytes.readUInt16LE(8));
  const descr = /'descr': '([^']+)'/.exec(header)?.[1];
  const shape = (/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  const count = shape.reduce((product, size) => product * size, 1);
  const body = 10 + bytes.readUInt16LE(8);
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    if (descr === '<i2') values[i] = bytes.readInt16LE(body + 2 * i);
    else if (descr === '<f4') values[i] = bytes.readFloatLE(body + 4 * i);
    else if (descr === '<f8') values[i] = bytes.readDoubleLE(body + 8 * i);
    else throw new Error(`NumPy type ${descr} is not read here`);
  }
  const [rows, columns] = shape;
  if (!header.includes("'fortran_order': True") || rows === undefined || columns === undefined)
    return { shape, values };
  return { shape, values: values.map((_, i) => values[(i % columns) * rows + Math.floor(i / columns)]!) };
}
