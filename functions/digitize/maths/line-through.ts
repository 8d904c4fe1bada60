import { mean } from './mean.ts';

/** The line y = meanY + slope · (x − meanX) through places, by least squares; no slope where all lie at one x. */
export function lineThrough(
  xs: readonly number[],
  ys: readonly number[],
): { readonly meanX: number; readonly meanY: number; readonly slope: number | null } {
  const [meanX, meanY] = [mean(xs), mean(ys)];
  let xx = 0;
  let xy = 0;
  for (const [i, x] of xs.entries()) {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * ((ys[i] as number) - meanY);
  }
  return { meanX, meanY, slope: xx > 0 ? xy / xx : null };
}
