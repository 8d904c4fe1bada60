import type { VectorPitch } from './grid-pitch.ts';
import { endX, heightAt, type Polyline, startX } from './polyline.ts';

/** A shadow or a second stroke lies this close to the line that it repeats. */
const ASIDE_MM = 1.2;
const SAME_SHAPE_MM = 0.08;
const PLACES = 160;
/** A page with more lines is a plan or a map. */
const MOST_LINES = 2000;

/**
 * The lines without those that another one, drawn later and hence on top, repeats: shadows, halos, bold print by two
 * strokes. `lines` are in the order in which they are drawn.
 */
export function withoutDoubles(lines: readonly Polyline[], pitch: VectorPitch): Polyline[] {
  if (lines.length > MOST_LINES) return [...lines];
  return lines.filter((line, i) => !lines.some((other, j) => j > i && repeats(line, other, pitch)));
}

function repeats(a: Polyline, b: Polyline, pitch: VectorPitch): boolean {
  const dx = startX(b) - startX(a);
  const isAside = Math.abs(dx) < ASIDE_MM * pitch.x && Math.abs(endX(b) - endX(a) - dx) < 0.3 * pitch.x;
  const dy0 = (b.yPx[0] ?? 0) - (a.yPx[0] ?? 0);
  if (!isAside || Math.abs(dy0) > 2 * ASIDE_MM * pitch.y) return false;
  let [atA, atB, n, sum, squares] = [0, 0, 0, 0, 0];
  for (let i = 1; i < PLACES; i++) {
    const x = startX(a) + ((endX(a) - startX(a)) * i) / PLACES;
    const ya = heightAt(a, x, atA);
    const yb = heightAt(b, x + dx, atB);
    [atA, atB] = [ya.index, yb.index];
    if (Number.isNaN(ya.y + yb.y)) continue;
    n++;
    sum += yb.y - ya.y;
    squares += (yb.y - ya.y) ** 2;
  }
  const mean = sum / n;
  const spread = Math.sqrt(Math.max(0, squares / n - mean * mean));
  return n > PLACES / 2 && Math.abs(mean) < ASIDE_MM * pitch.y && spread < SAME_SHAPE_MM * pitch.y;
}
