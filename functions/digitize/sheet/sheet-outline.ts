import type { RasterPage } from '../../ingest/types.ts';
import { type ColourSteps, colourSteps } from './colour-steps.ts';
import { clearSteps, type EdgeLine, edgeLines } from './edge-lines.ts';
import { likelySheets } from './sheet-proportions.ts';

/** A point of the picture, px. */
export type Point = readonly [x: number, y: number];
/** Corners of a sheet as the picture shows it: left above, right above, right below, left below. */
export type Corners = readonly [Point, Point, Point, Point];

/** The four edges of a sheet by what the picture shows of them. */
export interface SheetOutline {
  readonly corners: Corners;
  /** Points of the upper, right, lower and left edge, px, without the corners' surroundings. */
  readonly edges: readonly (readonly Point[])[];
}

/** A sheet covers at least this share of the picture. */
const LEAST_SHARE = 0.3;
/** Corners may lie this far outside the picture, as a share of its size. */
const OUTSIDE = 0.04;
/** The corners' surroundings are left out of an edge: they may be bent or rounded. */
const CORNER_SHARE = 0.04;
/** Along every edge the colour must change at this share of places at least, and alike; the four shares multiplied must reach the second. */
const LEAST_SUPPORT = 0.6;
const LEAST_SUPPORT_TOGETHER = 0.4;
/** Fewer places of an edge in the picture tell nothing of it. */
const FEWEST_PLACES = 20;
/** Stripes of a table change as clearly as a sheet's edges, by less: an outline loses so much (logarithm) for its weakest edge beside its strongest one. */
const UNLIKE = 0.5;
/** An edge of curled paper strays from a straight line by no more than this, px of the small picture. */
const BOW_PX = 5;
/** How far (logarithm) proportions may be from those of a sheet before they count against an outline. */
const USUAL_STRAY = 0.05;

/**
 * The outline of a sheet on a table: of the lines along which colours change, the four that bound a sheet best. Null where there are none. Edges
 * may leave the picture; what is printed on the sheet has the same paper on both of its sides and is no edge.
 */
export function sheetOutline(page: RasterPage): SheetOutline | null {
  const steps = colourSteps(page, 'brightest');
  const { widthPx: w, heightPx: h } = steps;
  const [down, across] = [clearSteps(steps, 'down'), clearSteps(steps, 'across')];
  const uprights = edgeLines(down, w, h, 'down');
  const levels = edgeLines(across, w, h, 'across');
  const middle = ({ at, slope }: EdgeLine, along: number) => at + (slope * along) / 2;
  let best: { corners: Corners; score: number } | null = null;
  const supports = new Map<string, Support>();
  for (const left of uprights)
    for (const right of uprights) {
      if (middle(right, h) - middle(left, h) < 0.35 * w) continue;
      for (const top of levels)
        for (const bottom of levels) {
          if (middle(bottom, w) - middle(top, w) < 0.3 * h) continue;
          const corners: Corners = [meet(left, top), meet(right, top), meet(right, bottom), meet(left, bottom)];
          const share = area(corners) / (w * h);
          if (share < LEAST_SHARE || corners.some((corner) => isOutside(corner, w, h))) continue;
          const stray = (likelySheets(fromMiddle(corners, w, h))[0]?.stray ?? Infinity) / USUAL_STRAY;
          const most = Math.log(share) - 0.5 * Math.min(9, stray * stray);
          if (best !== null && most < best.score) continue;
          const sides = corners.map((corner, k) => {
            const next = corners[(k + 1) % 4] as Point;
            const key = `${corner.join()} ${next.join()}`;
            const known = supports.get(key) ?? support(steps, k % 2 === 0 ? across : down, corner, next, k % 2 === 0);
            supports.set(key, known);
            return known;
          });
          const together = sides.reduce((product, { share }) => product * share, 1);
          if (Math.min(...sides.map(({ share }) => share)) < LEAST_SUPPORT || together < LEAST_SUPPORT_TOGETHER)
            continue;
          const changes = sides.map(({ change }) => change);
          const alike = Math.min(...changes) / Math.max(...changes);
          const score = most + 2 * Math.log(together) + UNLIKE * Math.log(alike);
          if (best === null || score > best.score) best = { corners, score };
        }
    }
  if (best === null) return null;
  return placed(colourSteps(page, 'mean'), best.corners);
}

/** An outline on the page's own pixels, its edges where the mean colour changes most. */
function placed(steps: ColourSteps, corners: Corners): SheetOutline {
  const [down, across] = [clearSteps(steps, 'down'), clearSteps(steps, 'across')];
  const onPage = ([x, y]: Point): Point => [(x + 0.5) * steps.scale - 0.5, (y + 0.5) * steps.scale - 0.5];
  return {
    corners: corners.map(onPage) as unknown as Corners,
    edges: corners.map((corner, k) =>
      edgePoints(steps, k % 2 === 0 ? across : down, corner, corners[(k + 1) % 4] as Point, k % 2 === 0).map(onPage),
    ),
  };
}

/** Corners counted from the picture's middle, over half its long side. */
function fromMiddle(corners: Corners, w: number, h: number): Corners {
  const half = Math.max(w, h) / 2;
  return corners.map(([x, y]) => [(x - (w - 1) / 2) / half, (y - (h - 1) / 2) / half]) as unknown as Corners;
}

/** Where an upright line and a level one cross. */
function meet(upright: EdgeLine, level: EdgeLine): Point {
  const y = (level.at + level.slope * upright.at) / (1 - level.slope * upright.slope);
  return [upright.at + upright.slope * y, y];
}

const isOutside = ([x, y]: Point, w: number, h: number) =>
  x < -OUTSIDE * w || x > (1 + OUTSIDE) * w || y < -OUTSIDE * h || y > (1 + OUTSIDE) * h;

function area(corners: Corners): number {
  return (
    corners.reduce((sum, [x, y], k) => {
      const [nx, ny] = corners[(k + 1) % 4] as Point;
      return sum + x * ny - nx * y;
    }, 0) / 2
  );
}

/** Calls with every place of an edge that lies in the picture, and with the strongest step near it across the edge; −1 where there is none. */
function alongEdge(
  { widthPx: w, heightPx: h }: ColourSteps,
  clear: Float32Array,
  [x0, y0]: Point,
  [x1, y1]: Point,
  isLevel: boolean,
  visit: (x: number, y: number, peak: number) => void,
): void {
  const count = Math.ceil(Math.hypot(x1 - x0, y1 - y0));
  for (let n = Math.ceil(CORNER_SHARE * count); n <= (1 - CORNER_SHARE) * count; n++) {
    const [x, y] = [x0 + ((x1 - x0) * n) / count, y0 + ((y1 - y0) * n) / count];
    const [cx, cy] = [Math.round(x), Math.round(y)];
    if (cx < 4 || cy < 4 || cx >= w - 4 || cy >= h - 4) continue;
    let peak = -1;
    for (let k = -BOW_PX; k <= BOW_PX; k++) {
      const [px, py] = isLevel ? [cx, cy + k] : [cx + k, cy];
      if (px < 0 || py < 0 || px >= w || py >= h) continue;
      const at = py * w + px;
      if ((clear[at] as number) > (peak < 0 ? 0 : (clear[peak] as number))) peak = at;
    }
    visit(x, y, peak);
  }
}

/** What the picture shows along an edge. */
interface Support {
  /** Share of the places at which the colour changes, times how alike it changes. 1 where the whole edge is clear. */
  readonly share: number;
  /** By how much it changes on the mean (square roots of 0–255). */
  readonly change: number;
}

function support(steps: ColourSteps, clear: Float32Array, from: Point, to: Point, isLevel: boolean): Support {
  const change = isLevel ? steps.alongY : steps.alongX;
  let [places, seen, length] = [0, 0, 0];
  const sum = [0, 0, 0];
  alongEdge(steps, clear, from, to, isLevel, (_x, _y, peak) => {
    places++;
    if (peak < 0) return;
    seen += clear[peak] as number;
    const rgb = [0, 1, 2].map((c) => change[3 * peak + c] as number);
    length += Math.hypot(...rgb);
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (rgb[c] as number);
  });
  if (places < FEWEST_PLACES) return { share: 0, change: 0 };
  const inStep = Math.max(1e-6, Math.hypot(...sum));
  return { share: (seen / places) * (inStep / Math.max(1e-6, length)), change: inStep / places };
}

/** Places of an edge, to a part of a pixel, in order along it. */
function edgePoints(steps: ColourSteps, clear: Float32Array, from: Point, to: Point, isLevel: boolean): Point[] {
  const change = isLevel ? steps.alongY : steps.alongX;
  const size = (at: number) =>
    Math.hypot(change[3 * at] as number, change[3 * at + 1] as number, change[3 * at + 2] as number);
  const points: Point[] = [];
  alongEdge(steps, clear, from, to, isLevel, (_x, _y, peak) => {
    if (peak < 0) return;
    const next = isLevel ? steps.widthPx : 1;
    const [before, own, after] = [size(peak - next), size(peak), size(peak + next)];
    const bend = before - 2 * own + after;
    const part = bend < 0 ? (0.5 * (before - after)) / bend : 0;
    const [px, py] = [peak % steps.widthPx, Math.floor(peak / steps.widthPx)];
    // A step lies between a pixel and the one before it.
    points.push(isLevel ? [px, py - 0.5 + part] : [px - 0.5 + part, py]);
  });
  return points;
}
