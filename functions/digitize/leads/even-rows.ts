import { lineThrough } from '../maths/line-through.ts';

/** Rows stand on lines of the grid where their distance nearly is a multiple of its squares, mm, */
const SQUARE_MM = 5;
const NEARLY_MM = 0.4;
/** and evenly if none of them is further than this from where it would stand then, mm. */
const EVEN_MM = 1.2;

/**
 * Heights of the zero lines of rows that go on with one lead, told from where each row rests, mm down the paper: the rest of a row strays by its beats, but programs
 * place such rows evenly. The same heights of rows that do not stand so.
 */
export function evenRows(restsMm: readonly number[]): number[] {
  const { meanX, meanY, slope } = lineThrough([...restsMm.keys()], restsMm);
  const fitted = slope ?? 0;
  const squares = SQUARE_MM * Math.round(fitted / SQUARE_MM);
  const gap = Math.abs(squares - fitted) < NEARLY_MM ? squares : fitted;
  const even = restsMm.map((_, k) => meanY + (k - meanX) * gap);
  return even.every((at, k) => Math.abs(at - (restsMm[k] as number)) < EVEN_MM) ? even : [...restsMm];
}
