/** The first bin of a histogram up to which, itself among them, more than so many are counted; the number of bins where there is none. */
export function binPast(counts: Uint32Array, below: number): number {
  let seen = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    seen += counts[bin] as number;
    if (seen > below) return bin;
  }
  return counts.length;
}
