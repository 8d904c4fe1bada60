/** The uppermost bit of every byte of a word, as a signed integer. */
const UPPERMOST = 0x80808080 | 0;
const EVERY_BYTE = 0x01010101;

/** The next index, from one on and before `end`, of a value that is no less than some least one; `end` where there is none. */
export type NextDark = (from: number, end: number) => number;

/** Looks for values of at least `least`. Most of a page is paper: four pixels of it are passed over at once. */
export function darkPixels(values: Uint8Array, least: number): NextDark {
  const shift = (4 - (values.byteOffset & 3)) & 3;
  const words = new Int32Array(values.buffer, values.byteOffset + shift, Math.max(0, values.length - shift) >> 2);
  // Carries values from `least` on to the uppermost bit of their byte, where those from 128 on have one anyway.
  const carry = EVERY_BYTE * Math.max(0, 128 - least);
  return (from, end) => {
    // Known to be an integer: the sums below would be of double precision else.
    const own = carry | 0;
    let i = from;
    while (i < end) {
      if (((i - shift) & 3) === 0) {
        let word = (i - shift) >> 2;
        const behind = (end - shift) >> 2;
        while (word < behind && ((((words[word] as number) + own) | (words[word] as number)) & UPPERMOST) === 0) word++;
        i = (word << 2) + shift;
        if (i >= end) break;
      }
      if ((values[i] as number) >= least) return i;
      i++;
    }
    return end;
  };
}
