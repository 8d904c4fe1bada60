/** Nodes with less say than this in a drawing are not seen in it. */
export const UNSEEN = 0.1;

/** Takes a share of the fourth difference from every node but the outermost two on each side. */
export function smoothNodes(y: Float32Array, scratch: Float32Array, share: number): void {
  const nodes = y.length;
  for (let k = 2; k < nodes - 2; k++) {
    const bend =
      (y[k - 2] as number) -
      4 * (y[k - 1] as number) +
      6 * (y[k] as number) -
      4 * (y[k + 1] as number) +
      (y[k + 2] as number);
    scratch[k] = (y[k] as number) - share * bend;
  }
  y.set(scratch.subarray(2, nodes - 2), 2);
}

/** Adds a pull on a (fractional) node to the two nodes beside it. */
export function spread(pull: Float32Array, weight: Float32Array, node: number, miss: number): void {
  const i = Math.floor(node);
  const t = node - i;
  pull[i] = (pull[i] as number) + (1 - t) * miss;
  weight[i] = (weight[i] as number) + (1 - t);
  if (t > 0) {
    pull[i + 1] = (pull[i + 1] as number) + t * miss;
    weight[i + 1] = (weight[i + 1] as number) + t;
  }
}

/** Lays nodes that the drawing does not show straight between those that it does, and level beyond the first and the last of those. */
export function straighten(y: Float32Array, weight: Float32Array): void {
  let last = -1;
  for (let k = 0; k < y.length; k++) {
    if ((weight[k] as number) < UNSEEN) continue;
    const from = y[last < 0 ? k : last] as number;
    const rise = ((y[k] as number) - from) / (k - last);
    for (let g = last + 1; g < k; g++) y[g] = from + rise * (g - last);
    last = k;
  }
  if (last >= 0) y.fill(y[last] as number, last + 1);
}

/** Fills NaN stretches by straight lines (ends are held) so that arithmetic passes over them; returns 1 where it did. */
export function bridgeGaps(y: Float32Array): Uint8Array {
  const missing = new Uint8Array(y.length);
  let last = -1;
  for (let k = 0; k <= y.length; k++) {
    if (k < y.length && Number.isNaN(y[k] as number)) continue;
    const from = last < 0 ? (y[k] ?? 0) : (y[last] as number);
    const to = k < y.length ? (y[k] as number) : from;
    for (let g = last + 1; g < k; g++) {
      y[g] = from + ((to - from) * (g - last)) / (k - last);
      missing[g] = 1;
    }
    last = k;
  }
  return missing;
}

/** A value between those at the whole places beside it, or the one that is there. */
export function between(values: Float32Array, place: number): number {
  const last = values.length - 1;
  const i = Math.max(0, Math.min(last, Math.floor(place)));
  const a = values[i] as number;
  const b = values[Math.min(last, i + 1)] as number;
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : a + (b - a) * Math.max(0, Math.min(1, place - i));
}
