/** Place of the first of ascending values, within [from, to), that is at least so large; `to` where none is. */
export function firstFrom(values: ArrayLike<number>, least: number, from = 0, to = values.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
