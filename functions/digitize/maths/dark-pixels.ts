/** The uppermost bit of every byte of a word. */
const UPPERMOST = 0x80808080;
const EVERY_BYTE = 0x01010101;

/** The next index, from one on and before `end`, of a value that is no less than some least one; `end` where there is none. */
export type NextDark = (from: number, end: number) => number;

/** Looks for values of at least `least`. Most of a page is paper: four pixels of it are passed over at once. */
export function darkPixels(values: Uint8Array, least: number): NextDark {
  const shift = (4 - (values.byteOffset & 3)) & 3;
  const words = new Uint32Array(values.buffer, values.byteOffset + shift, Math.max(0, values.length - shift) >> 2);
  // Carries values from `least` on to the uppermost bit of their byte, where those from 128 on have one anyway.
  const carry = EVERY_BYTE * Math.max(0, 128 - least);
  return (from, end) => {
    for (let i = from; i < end; i++) {
      if (((i - shift) & 3) === 0) {
        let word = (i - shift) >> 2;
        while (i + 4 <= end && ((((words[word] as number) + carry) | (words[word] as number)) & UPPERMOST) === 0) {
          i += 4;
          word++;
        }
        if (i >= end) return end;
      }
      if ((values[i] as number) >= least) return i;
    }
    return end;
  };
}
