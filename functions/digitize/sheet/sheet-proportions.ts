import type { Corners, Point } from './sheet-outline.ts';
import { SHEETS_MM } from './sheets.ts';

/** Width and height of the usual sheets, either way round, mm. */
const EITHER_WAY = [...SHEETS_MM, ...SHEETS_MM.map(([long, short]) => [short, long] as const)];
/** Focal lengths of cameras in telephones, as times half the long side of the picture: from cropped pictures to zoomed ones. */
const SHORTEST = 1.2;
const LONGEST = 6;
/** Their middle, whole pictures most of all. */
export const USUAL_FOCAL = 2.2;

/** A usual sheet, either way round, and how far (logarithm) its proportions are from those seen. */
export interface LikelySheet {
  readonly sizeMm: readonly [width: number, height: number];
  readonly stray: number;
}

/** The usual sheets by how well their proportions fit what has these corners (counted from the picture's middle, over half its long side). */
export function likelySheets(corners: Corners): LikelySheet[] {
  const proportions = proportionsOf(corners);
  const all = EITHER_WAY.map((sizeMm) => {
    const stray = Math.abs(Math.log(sizeMm[0] / sizeMm[1] / proportions));
    return { sizeMm, stray: Number.isNaN(stray) ? Infinity : stray };
  });
  return all.sort((one, other) => one.stray - other.stray);
}

/**
 * Width over height of the rectangle that a camera without distortion shows with these corners, its axis through the picture's middle (Zhang and He 2007). Seen
 * nearly straight from above the camera's focal length is not to be had, and not needed.
 */
function proportionsOf(corners: Corners): number {
  const from = ([x, y]: Point): Vector => [x, y, 1];
  const [m1, m2, m4, m3] = [from(corners[0]), from(corners[1]), from(corners[2]), from(corners[3])];
  const k2 = dot(cross(m1, m4), m3) / dot(cross(m2, m4), m3);
  const k3 = dot(cross(m1, m4), m2) / dot(cross(m3, m4), m2);
  const across = less(m2, k2, m1);
  const down = less(m3, k3, m1);
  const focal2 = -(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2]);
  // A focal length that no camera has is what the corners' noise makes of a flat view.
  const usable = focal2 > SHORTEST ** 2 && focal2 < LONGEST ** 2;
  const length = ([x, y, z]: Vector) => Math.sqrt(usable ? (x * x + y * y) / focal2 + z * z : x * x + y * y);
  return length(across) / length(down);
}

type Vector = readonly [number, number, number];

const less = (a: Vector, times: number, b: Vector): Vector => [
  times * a[0] - b[0],
  times * a[1] - b[1],
  times * a[2] - b[2],
];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
