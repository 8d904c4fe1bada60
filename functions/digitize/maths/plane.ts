/** A single-channel picture, row by row, 0–255. In an ink plane 0 is paper and 255 a full stroke of the pen. */
export interface Plane {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly values: Uint8Array;
}

/** An empty plane. */
export function emptyPlane(widthPx: number, heightPx: number): Plane {
  return { widthPx, heightPx, values: new Uint8Array(widthPx * heightPx) };
}

/** The same pixels once more, for steps that take some away. */
export function copiedPlane(plane: Plane): Plane {
  return { ...plane, values: plane.values.slice() };
}

/** The pixels of a plane from `left` and `top` on, up to `right` and `bottom`, which are not among them. */
export function croppedPlane(
  { widthPx, values }: Plane,
  {
    left,
    top,
    right,
    bottom,
  }: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): Plane {
  const part = emptyPlane(right - left, bottom - top);
  for (let y = top; y < bottom; y++)
    part.values.set(values.subarray(y * widthPx + left, y * widthPx + right), (y - top) * part.widthPx);
  return part;
}

/** Half the size: each pixel the mean of four. Pixel (x, y) of the half covers pixels 2x, 2x + 1 of the whole. */
export function halvedPlane({ widthPx, heightPx, values }: Plane): Plane {
  const half = emptyPlane(widthPx >> 1, heightPx >> 1);
  for (let y = 0, o = 0; y < half.heightPx; y++) {
    let from = 2 * y * widthPx;
    for (let x = 0; x < half.widthPx; x++, o++, from += 2) {
      const upper = (values[from] as number) + (values[from + 1] as number);
      half.values[o] = (upper + (values[from + widthPx] as number) + (values[from + widthPx + 1] as number) + 2) >> 2;
    }
  }
  return half;
}

/** Where a point of the turned page lies on the page before the turns; pixel-index coordinates (pixel centres at integers). */
export function unturnPoint(
  x: number,
  y: number,
  quarterTurns: 0 | 1 | 2 | 3,
  widthPx: number,
  heightPx: number,
): [x: number, y: number] {
  if (quarterTurns === 1) return [y, heightPx - 1 - x];
  if (quarterTurns === 2) return [widthPx - 1 - x, heightPx - 1 - y];
  if (quarterTurns === 3) return [widthPx - 1 - y, x];
  return [x, y];
}

/** What is told apart by the two axes, after quarter turns. */
export function turnedAxes<T>({ x, y }: { readonly x: T; readonly y: T }, quarterTurns: number): { x: T; y: T } {
  return quarterTurns % 2 === 0 ? { x, y } : { x: y, y: x };
}
