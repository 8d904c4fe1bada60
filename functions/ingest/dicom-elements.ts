/** A DICOM data set: values by tag as eight hexadecimal digits; sequences hold their items. */
export type DataSet = ReadonlyMap<string, Uint8Array | readonly DataSet[]>;

const EXPLICIT_LITTLE = '1.2.840.10008.1.2.1';
const IMPLICIT_LITTLE = '1.2.840.10008.1.2';
/** Value representations with a length of four bytes (PS3.5, 7.1.2). */
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const SEQUENCES = new Set(['54000100', '003a0200', '003a0208', '003a0211', '0040b020', '00400555', '00081140']);
const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 'fffee000';
const ITEM_END = 'fffee00d';
const SEQUENCE_END = 'fffee0dd';
const DEEPEST = 16;

/** Damaged or truncated DICOM. */
class DicomError extends Error {}

/** Reads a Part 10 file in explicit or implicit little endian; null for other transfer syntaxes and damaged files. */
export function readDicom(bytes: Uint8Array): DataSet | null {
  try {
    const reader = new Reader(bytes, 132);
    const meta = reader.dataSet(false, bytes.length, 0, '0002');
    const syntax = textOf(meta, '00020010');
    if (syntax !== EXPLICIT_LITTLE && syntax !== IMPLICIT_LITTLE) return null;
    return reader.dataSet(syntax === IMPLICIT_LITTLE, bytes.length, 0);
  } catch (error) {
    if (error instanceof DicomError || error instanceof RangeError) return null;
    throw error;
  }
}

class Reader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  /** Elements up to `end`, a delimiter, or the first tag outside of `group`. */
  dataSet(implicit: boolean, end: number, depth: number, group?: string): DataSet {
    if (depth > DEEPEST) throw new DicomError('too deep');
    const set = new Map<string, Uint8Array | readonly DataSet[]>();
    while (this.at + 8 <= end) {
      const tag = this.tag();
      if (group !== undefined && !tag.startsWith(group)) return set;
      this.at += 4;
      if (tag === ITEM_END || tag === SEQUENCE_END) {
        this.at += 4;
        return set;
      }
      const vr = implicit ? '' : String.fromCharCode(this.bytes[this.at] ?? 0, this.bytes[this.at + 1] ?? 0);
      const length = this.length(vr, implicit);
      if (vr === 'SQ' || (implicit && SEQUENCES.has(tag)) || length === UNDEFINED_LENGTH) {
        set.set(tag, this.items(implicit, length, depth));
      } else {
        if (this.at + length > this.bytes.length) throw new DicomError('cut short');
        set.set(tag, this.bytes.subarray(this.at, this.at + length));
        this.at += length;
      }
    }
    return set;
  }

  private items(implicit: boolean, length: number, depth: number): DataSet[] {
    const end = length === UNDEFINED_LENGTH ? this.bytes.length : this.at + length;
    const items: DataSet[] = [];
    while (this.at + 8 <= end) {
      const tag = this.tag();
      const itemLength = this.view.getUint32(this.at + 4, true);
      this.at += 8;
      if (tag === SEQUENCE_END) break;
      if (tag !== ITEM) throw new DicomError('no item');
      items.push(this.dataSet(implicit, itemLength === UNDEFINED_LENGTH ? end : this.at + itemLength, depth + 1));
    }
    return items;
  }

  private tag(): string {
    const [group, element] = [this.view.getUint16(this.at, true), this.view.getUint16(this.at + 2, true)];
    return group.toString(16).padStart(4, '0') + element.toString(16).padStart(4, '0');
  }

  private length(vr: string, implicit: boolean): number {
    const isLong = implicit || LONG.has(vr);
    const skip = implicit ? 0 : isLong ? 4 : 2;
    this.at += skip;
    const length = isLong ? this.view.getUint32(this.at, true) : this.view.getUint16(this.at, true);
    this.at += isLong ? 4 : 2;
    return length;
  }
}

/** Items of a sequence; none where the tag is missing. */
export function itemsOf(set: DataSet | undefined, tag: string): readonly DataSet[] {
  const value = set?.get(tag);
  return value === undefined || value instanceof Uint8Array ? [] : value;
}

/** A value as bytes; null where the tag is missing. */
export function bytesOf(set: DataSet | undefined, tag: string): Uint8Array | null {
  const value = set?.get(tag);
  return value instanceof Uint8Array ? value : null;
}

/** A value as trimmed text; null where the tag is missing or empty. */
export function textOf(set: DataSet | undefined, tag: string): string | null {
  const bytes = bytesOf(set, tag);
  const text = bytes === null ? '' : Buffer.from(bytes).toString('latin1').replaceAll('\0', '').trim();
  return text === '' ? null : text;
}

/** A value of representation US or UL; null where the tag is missing. */
export function unsignedOf(set: DataSet | undefined, tag: string): number | null {
  const bytes = bytesOf(set, tag);
  if (bytes === null || (bytes.length !== 2 && bytes.length !== 4)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 2 ? view.getUint16(0, true) : view.getUint32(0, true);
}
