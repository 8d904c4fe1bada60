import type { Darkness } from '../ink/darkness.ts';
import type { TextSegment } from './text-segments.ts';

/** A segment cut out of the page, straightened, black on white, at a cap height that the recogniser likes. */
export interface LineImage {
  readonly widthPx: number;
  readonly heightPx: number;
  /** widthPx × heightPx grey values, 255 is paper. */
  readonly grey: Uint8Array;
  /** Page pixels per pixel of this image. */
  readonly pagePxPerPx: number;
  /** Page coordinates of the image's top left corner. */
  readonly originX: number;
  readonly originY: number;
  readonly slope: number;
}

/** Part of a segment to cut: from and to in page pixels along x. */
export interface Stretch {
  readonly fromX: number;
  readonly toX: number;
}

const PADDING_IN_HEIGHTS = 0.45;
/** Accents and soft edges that reach beyond the letters' box. */
const SEEN_BEYOND_IN_HEIGHTS = 0.18;
/** Soft edge of a glyph that lies outside of its box. */
const SPILL_IN_HEIGHTS = 0.06;

/**
 * Cuts a segment (or the `stretch` of it) and scales it so that its capitals are `capHeightPx` high. `floor` is the darkness
 * that still counts as paper or grid, `full` that of full ink; between them the grey rises linearly.
 */
export function cutLine(
  darkness: Darkness,
  segment: TextSegment,
  levels: { readonly floor: number; readonly full: number },
  capHeightPx: number,
  part?: Stretch,
): LineImage {
  const stretch = part ?? { fromX: segment.left, toX: segment.right };
  const pagePxPerPx = segment.capHeightPx / capHeightPx;
  const padding = PADDING_IN_HEIGHTS * segment.capHeightPx;
  const lean = segment.slope * (segment.right - segment.left);
  const originX = stretch.fromX - padding;
  const originY = segment.top - padding + Math.max(0, -lean) + segment.slope * (originX - segment.left);
  const heightOnPage = segment.bottom - segment.top - Math.abs(lean) + 2 * padding;
  const widthOnPage = stretch.toX - stretch.fromX + 2 * padding;
  const widthPx = Math.max(8, Math.round(widthOnPage / pagePxPerPx));
  const heightPx = Math.max(8, Math.round(heightOnPage / pagePxPerPx));
  const frame = { widthPx, heightPx, pagePxPerPx, originX, originY, slope: segment.slope };
  const grey = stretchGrey(resample(darkness, frame), levels);
  blankAround(grey, frame, (padding - SEEN_BEYOND_IN_HEIGHTS * segment.capHeightPx) / pagePxPerPx);
  if (part) blankBeside(grey, frame, part, SPILL_IN_HEIGHTS * segment.capHeightPx);
  return { ...frame, grey };
}

/** The lines above and below must not be read with this one. */
function blankAround(grey: Uint8Array, { widthPx, heightPx }: Frame, blankPx: number): void {
  const rows = Math.max(0, Math.floor(blankPx));
  grey.fill(255, 0, rows * widthPx);
  grey.fill(255, (heightPx - rows) * widthPx);
}

/** Neighbours of a cut-out part must not be read with it: outside of the part all is paper. */
function blankBeside(grey: Uint8Array, frame: Frame, { fromX, toX }: Stretch, spillPx: number): void {
  const first = Math.floor((fromX - spillPx - frame.originX) / frame.pagePxPerPx);
  const last = Math.ceil((toX + spillPx - frame.originX) / frame.pagePxPerPx);
  for (let row = 0; row < frame.heightPx; row++) {
    grey.fill(255, row * frame.widthPx, row * frame.widthPx + Math.max(0, first));
    grey.fill(255, row * frame.widthPx + Math.min(last, frame.widthPx), (row + 1) * frame.widthPx);
  }
}

type Frame = Omit<LineImage, 'grey'>;

/** Two passes of Catmull-Rom: down each source column on its own slant, then along each row. */
function resample(darkness: Darkness, frame: Frame): Float32Array {
  const { widthPx, heightPx, pagePxPerPx, originX, originY, slope } = frame;
  const firstColumn = Math.floor(originX) - 2;
  const columns = Math.ceil(widthPx * pagePxPerPx) + 5;
  const upright = new Float32Array(columns * heightPx);
  for (let column = 0; column < columns; column++) {
    const x = Math.min(Math.max(firstColumn + column, 0), darkness.widthPx - 1);
    const slant = slope * (firstColumn + column - originX);
    for (let row = 0; row < heightPx; row++) {
      const y = originY + slant + (row + 0.5) * pagePxPerPx - 0.5;
      upright[row * columns + column] = cubicDown(darkness, x, y);
    }
  }
  const image = new Float32Array(widthPx * heightPx);
  for (let column = 0; column < widthPx; column++) {
    const x = originX + (column + 0.5) * pagePxPerPx - 0.5 - firstColumn;
    const at = Math.min(Math.max(Math.floor(x), 1), columns - 3);
    const [before, here, next, after] = catmullRom(x - at);
    for (let row = 0; row < heightPx; row++) {
      const base = row * columns + at;
      image[row * widthPx + column] =
        before * (upright[base - 1] as number) +
        here * (upright[base] as number) +
        next * (upright[base + 1] as number) +
        after * (upright[base + 2] as number);
    }
  }
  return image;
}

function cubicDown({ level, widthPx, heightPx }: Darkness, x: number, y: number): number {
  const at = Math.floor(y);
  if (at < -1 || at > heightPx) return 0;
  const t = y - at;
  const row = (index: number): number => level[Math.min(Math.max(index, 0), heightPx - 1) * widthPx + x] as number;
  const b = row(at);
  const c = row(at + 1);
  const a = row(at - 1);
  const d = row(at + 2);
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Weights of the four neighbours at fraction `t` (Keys 1981, a = −0.5). */
function catmullRom(t: number): [number, number, number, number] {
  const squared = t * t;
  const cubed = squared * t;
  return [
    -0.5 * t + squared - 0.5 * cubed,
    1 - 2.5 * squared + 1.5 * cubed,
    0.5 * t + 2 * squared - 1.5 * cubed,
    -0.5 * squared + 0.5 * cubed,
  ];
}

function stretchGrey(dark: Float32Array, levels: { readonly floor: number; readonly full: number }): Uint8Array {
  const scale = 255 / Math.max(levels.full - levels.floor, 16);
  const grey = new Uint8Array(dark.length);
  for (let i = 0; i < dark.length; i++) {
    const ink = ((dark[i] as number) - levels.floor) * scale;
    grey[i] = ink <= 0 ? 255 : ink >= 255 ? 0 : 255 - ink;
  }
  return grey;
}
