type Place = readonly [xMm: number, yMm: number];

/** An edge is described at this many places along it; fewer points than this near a place say nothing. */
const KNOTS = 14;
const ENOUGH = 6;
/** An edge that strays farther than this from a straight one was not the sheet's there, mm. */
const MOST_BOW_MM = 8;

/**
 * How much a sheet's upper, right, lower and left edge stray from straight ones, and what that says of places between: curl and folds move
 * opposite edges alike, so what one edge strays passes into what the other does. `edges` are places in mm on a sheet of `size` mm. Returns what is
 * to be added to a place's mm.
 */
export function edgeBows(
  edges: readonly (readonly Place[])[],
  [width, height]: readonly [number, number],
): (xMm: number, yMm: number) => [xMm: number, yMm: number] {
  const bow = (side: number): Float32Array => {
    const isLevel = side % 2 === 0;
    const length = isLevel ? width : height;
    const straight = side === 1 ? width : side === 2 ? height : 0;
    return smoothed(
      knots((edges[side] ?? []).map(([x, y]) => (isLevel ? [x / length, straight - y] : [y / length, straight - x]))),
    );
  };
  const [top, right, bottom, left] = [bow(0), bow(1), bow(2), bow(3)];
  return (xMm, yMm) => {
    const [s, t] = [Math.min(1, Math.max(0, xMm / width)), Math.min(1, Math.max(0, yMm / height))];
    return [(1 - s) * at(left, t) + s * at(right, t), (1 - t) * at(top, s) + t * at(bottom, s)];
  };
}

/** Medians of what an edge strays by, at even places along it; NaN where it was not seen. */
function knots(strays: readonly (readonly [share: number, mm: number])[]): Float32Array {
  const near: number[][] = Array.from({ length: KNOTS }, () => []);
  for (const [share, mm] of strays) {
    const knot = Math.floor(share * KNOTS);
    if (Math.abs(mm) < MOST_BOW_MM) near[knot]?.push(mm);
  }
  return Float32Array.from(near, (values) =>
    values.length < ENOUGH ? Number.NaN : (values.sort((a, b) => a - b)[values.length >> 1] as number),
  );
}

/** Fills what was not seen from its neighbours, as none where there are none, and takes out single knots that stray. */
function smoothed(values: Float32Array): Float32Array {
  const seen = [...values.keys()].filter((k) => !Number.isNaN(values[k]));
  if (seen.length < KNOTS / 2) return new Float32Array(KNOTS);
  const filled = values.map((value, k) => {
    if (!Number.isNaN(value)) return value;
    const nearest = seen.reduce((best, one) => (Math.abs(one - k) < Math.abs(best - k) ? one : best));
    return values[nearest] as number;
  });
  return filled.map((value, k) => {
    const around = [filled[Math.max(0, k - 1)] as number, value, filled[Math.min(KNOTS - 1, k + 1)] as number];
    return around.sort((a, b) => a - b)[1] as number;
  });
}

/** Linear between knots, which stand in the middle of their part of the edge. */
function at(values: Float32Array, share: number): number {
  const place = Math.min(KNOTS - 1, Math.max(0, share * KNOTS - 0.5));
  const k = Math.min(KNOTS - 2, Math.floor(place));
  const t = place - k;
  return (1 - t) * (values[k] as number) + t * (values[k + 1] as number);
}
