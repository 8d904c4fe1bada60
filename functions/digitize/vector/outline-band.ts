/** Columns a pen's width is sampled in, across. */
const COLUMNS_PER_PEN = 24;
/** The pen's width is what the thinnest twentieth of the columns has: level pieces show it. */
const THIN_SHARE = 0.05;
const FEWEST_COLUMNS = 40;
const MOST_COLUMNS = 400_000;
const SAMPLING_ERROR = 1.5;

/**
 * The centre line of any area that a pen of one width painted from left to right: round, mitred or cut corners, vertices
 * in any number. Moving the upper edge down by the pen's radius gives the line under its peaks, moving the lower edge up
 * gives it in its valleys; elsewhere both agree. `points` is the closed outline x0, y0 …; null where the area is thicker than
 * `widestPx` or not one band.
 */
export function outlineBand(points: ArrayLike<number>, widestPx: number): Float64Array | null {
  const rough = edges(points, widestPx / COLUMNS_PER_PEN);
  if (rough === null) return null;
  const widthPx = penWidth(rough);
  if (!(widthPx > 0 && widthPx <= widestPx)) return null;
  const fine = edges(points, widthPx / COLUMNS_PER_PEN);
  return fine === null ? null : withoutCaps(centreOf(fine, widthPx / 2), fine, widthPx / 2);
}

/** Highest and lowest point of an outline in every column. */
interface Edges {
  readonly fromX: number;
  readonly step: number;
  readonly top: Float64Array;
  readonly bottom: Float64Array;
}

function edges(points: ArrayLike<number>, step: number): Edges | null {
  let [left, right] = [Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    left = Math.min(left, points[i] as number);
    right = Math.max(right, points[i] as number);
  }
  const columns = Math.floor((right - left) / step);
  if (!(columns >= FEWEST_COLUMNS && columns <= MOST_COLUMNS)) return null;
  const top = new Float64Array(columns).fill(Infinity);
  const bottom = new Float64Array(columns).fill(-Infinity);
  const fromX = left + step / 2;
  const count = points.length / 2;
  for (let i = 0; i < count; i++) {
    const j = (i + 1) % count;
    const [x0, y0, x1, y1] = [points[2 * i], points[2 * i + 1], points[2 * j], points[2 * j + 1]] as [
      number,
      number,
      number,
      number,
    ];
    const last = Math.min(columns - 1, Math.floor((Math.max(x0, x1) - fromX) / step));
    for (let column = Math.max(0, Math.ceil((Math.min(x0, x1) - fromX) / step)); column <= last; column++) {
      const part = x1 === x0 ? 0 : (fromX + column * step - x0) / (x1 - x0);
      const y = y0 + part * (y1 - y0);
      if (y < (top[column] as number)) top[column] = y;
      if (y > (bottom[column] as number)) bottom[column] = y;
    }
  }
  return { fromX, step, top, bottom };
}

function penWidth({ top, bottom }: Edges): number {
  const thickness = top.map((y, i) => (bottom[i] as number) - y).filter((each) => each > 0);
  return thickness.sort()[Math.floor(THIN_SHARE * thickness.length)] ?? 0;
}

/** The line whose distance to the edges is the pen's radius. */
function centreOf({ fromX, step, top, bottom }: Edges, radius: number): Float64Array {
  const columns = top.length;
  const reach = Math.floor(radius / step);
  const arc = Float64Array.from({ length: reach + 1 }, (_, i) => Math.sqrt(Math.max(0, radius ** 2 - (i * step) ** 2)));
  const upper = new Float64Array(columns);
  const lower = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    let [under, over] = [-Infinity, Infinity];
    for (let d = -reach; d <= reach; d++) {
      const at = Math.min(columns - 1, Math.max(0, column + d));
      const sagitta = arc[Math.abs(d)] as number;
      under = Math.max(under, (top[at] as number) + sagitta);
      over = Math.min(over, (bottom[at] as number) - sagitta);
    }
    upper[column] = under;
    lower[column] = over;
  }
  const centre = new Float64Array(2 * columns);
  for (let from = 0; from < columns; ) {
    let to = from + 1;
    while (to < columns && differ(upper, lower, to, step) === differ(upper, lower, from, step)) to++;
    const line = differ(upper, lower, from, step) ? farther(upper, lower, from, to) : null;
    for (let i = from; i < to; i++) {
      centre[2 * i] = fromX + i * step;
      centre[2 * i + 1] = line === null ? ((upper[i] as number) + (lower[i] as number)) / 2 : (line[i] as number);
    }
    from = to;
  }
  return centre;
}

/** Whether the two lines lie apart by more than sampling explains, which grows with their steepness. */
function differ(upper: Float64Array, lower: Float64Array, i: number, step: number): boolean {
  const [before, after] = [Math.max(0, i - 1), Math.min(upper.length - 1, i + 1)];
  const climb = Math.max(
    Math.abs((upper[after] as number) - (upper[before] as number)),
    Math.abs((lower[after] as number) - (lower[before] as number)),
  );
  return Math.abs((upper[i] as number) - (lower[i] as number)) > SAMPLING_ERROR * (step + climb);
}

/** Of two lines over a stretch where they differ the one that leaves the way between its ends: it holds the peak. */
function farther(upper: Float64Array, lower: Float64Array, from: number, to: number): Float64Array {
  const y0 = ((upper[Math.max(0, from - 1)] as number) + (lower[Math.max(0, from - 1)] as number)) / 2;
  const end = Math.min(upper.length - 1, to);
  const y1 = ((upper[end] as number) + (lower[end] as number)) / 2;
  let [above, below] = [0, 0];
  for (let i = from; i < to; i++) {
    const chord = y0 + ((y1 - y0) * (i - from + 1)) / (to - from + 1);
    above += chord - (upper[i] as number);
    below += (lower[i] as number) - chord;
  }
  return above > below ? upper : lower;
}

/** A round end is this part of the pen's width high, or less, in its first column. */
const ROUND_HEIGHT = 0.6;

/** The line from where the pen was set down to where it was lifted: a round end reaches a radius farther. */
function withoutCaps(centre: Float64Array, { fromX, step, top, bottom }: Edges, radius: number): Float64Array {
  const last = top.length - 1;
  const isRound = (i: number) => (bottom[i] as number) - (top[i] as number) < 2 * ROUND_HEIGHT * radius;
  const from = fromX - step / 2 + (isRound(0) ? radius : 0);
  const to = fromX + (last + 0.5) * step - (isRound(last) ? radius : 0);
  const first = Math.max(0, Math.ceil((from - fromX) / step));
  const end = Math.min(last, Math.floor((to - fromX) / step));
  const out = new Float64Array(2 * (end - first + 3));
  out.set([from, centre[2 * first + 1] as number]);
  out.set(centre.subarray(2 * first, 2 * (end + 1)), 2);
  out.set([to, centre[2 * end + 1] as number], out.length - 2);
  return out;
}
