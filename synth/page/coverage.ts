/**
 * A plane of ink coverage, 0–255 a pixel, with the rectangle that was touched. Coordinates given to it are in
 * pixel-index units: the centre of pixel (0, 0) is (0, 0).
 */
export interface Coverage {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export function emptyCoverage(width: number, height: number): Coverage {
  return { width, height, values: new Uint8Array(width * height), left: width, top: height, right: -1, bottom: -1 };
}

/** Marks a rectangle as touched. */
export function touch(plane: Coverage, left: number, top: number, right: number, bottom: number): void {
  plane.left = Math.min(plane.left, left);
  plane.top = Math.min(plane.top, top);
  plane.right = Math.max(plane.right, right);
  plane.bottom = Math.max(plane.bottom, bottom);
}

/** Sets the touched rectangle back to 0. */
export function wipe(plane: Coverage): void {
  for (let y = plane.top; y <= plane.bottom; y++)
    plane.values.fill(0, y * plane.width + plane.left, y * plane.width + plane.right + 1);
  plane.left = plane.width;
  plane.top = plane.height;
  plane.right = -1;
  plane.bottom = -1;
}
