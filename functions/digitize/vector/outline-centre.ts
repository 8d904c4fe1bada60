/** How alike the pen's width must be along an outline, as a part of its median. */
const WIDTH_SPREAD = 0.35;

/**
 * The centre line of a stroke that was turned into an area: the outline runs along one side and back along the
 * other, so that opposite points are one pen's width apart. `points` is x0, y0, x1, y1 …; null for other shapes.
 */
export function outlineCentre(points: Float64Array, widestPx: number): Float64Array | null {
  let count = points.length / 2;
  while (count > 1 && points[0] === points[2 * count - 2] && points[1] === points[2 * count - 1]) count--;
  const half = count >> 1;
  if (half < 10) return null;
  for (const shift of [0, 1, half, half + 1, -1]) {
    const centre = pairUp(points, count, half, shift, widestPx);
    if (centre !== null) return centre;
  }
  return null;
}

/** Pairs point i with the point as far from the turning end on the way back. */
function pairUp(
  points: Float64Array,
  count: number,
  half: number,
  shift: number,
  widestPx: number,
): Float64Array | null {
  const centre = new Float64Array(2 * half);
  const widths = new Float64Array(half);
  for (let i = 0; i < half; i++) {
    const there = (i + shift + count) % count;
    const back = (count - 1 - i + shift + count) % count;
    const [x0, y0] = [points[2 * there] as number, points[2 * there + 1] as number];
    const [x1, y1] = [points[2 * back] as number, points[2 * back + 1] as number];
    widths[i] = Math.hypot(x1 - x0, y1 - y0);
    centre[2 * i] = (x0 + x1) / 2;
    centre[2 * i + 1] = (y0 + y1) / 2;
  }
  const typical = widths.toSorted()[half >> 1] as number;
  if (typical <= 0 || typical > widestPx) return null;
  // Mitred corners are wider than the pen; most of the way is not.
  const alike = widths.filter((width) => Math.abs(width - typical) < WIDTH_SPREAD * typical).length;
  return alike >= 0.6 * half ? centre : null;
}
