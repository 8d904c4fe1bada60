/** Share of a window along the line that its pixels must cover: printed dashes count, stacked letter stems do not. */
const COVERED_SHARE = 0.38;
const WINDOW_SHARE = 0.3;
const SHORTEST_WINDOW_PX = 300;
/** A ruled line ends with its last stretch that has no gap wider than this, in shares of the picture, and is longer than letters are tall. */
const WIDEST_GAP_SHARE = 0.01;
const WIDEST_GAP_PX = 24;
const SHORTEST_PIECE_SHARE = 0.018;
const SHORTEST_PIECE_PX = 44;
/** Fewer upright lines than this are frames and separators; a grid has dozens, and only then are flat traces worth their loss. */
const FEWEST_GRID_LINES = 12;
/** Lines that are darker than this share of full ink cannot be told from print. */
const TOO_DARK = 0.7;
/** Beyond the line's own edge. */
const BESIDE_PX = 4;
/** A ruled line is at most this thick. */
const THICKEST_LINE_PX = 4;

/** The pixels of the ruled lines of a dark grid. */
export interface RuledLines {
  /** Lines in one direction: each line's pixels, and the step to the pixel beside it across the line. */
  readonly lines: readonly { readonly pixels: readonly number[]; readonly acrossStep: number }[];
}

/**
 * Finds the thin straight lines of a dark grid, whole or dashed, in an ink mask; none on a page without such a grid.
 * Lines may lean by about one in two hundred. Flat traces on a grid are found with it.
 */
export function findRuledLines(mask: Uint8Array, widthPx: number, heightPx: number): RuledLines {
  const upright = findAlong({
    ...thinAcross(mask, widthPx),
    lines: widthPx,
    acrossStep: 1,
    length: heightPx,
    alongStep: widthPx,
  });
  if (upright.length < FEWEST_GRID_LINES) return { lines: [] };
  const level = findAlong({
    ...thinDown(mask, widthPx, heightPx),
    lines: heightPx,
    acrossStep: widthPx,
    length: widthPx,
    alongStep: 1,
  });
  return {
    lines: [
      ...upright.map((pixels) => ({ pixels, acrossStep: 1 })),
      ...level.map((pixels) => ({ pixels, acrossStep: widthPx })),
    ],
  };
}

/** Clears the lines from an ink mask that are too dark for `fadeLines`. */
export function eraseLines({ lines }: RuledLines, mask: Uint8Array, level: Uint8Array, full: number): void {
  for (const { pixels } of lines) if (typicalOf(pixels, level) > TOO_DARK * full) for (const at of pixels) mask[at] = 0;
}

function typicalOf(pixels: readonly number[], level: Uint8Array): number {
  const histogram = new Uint32Array(256);
  for (const at of pixels) {
    const value = level[at] as number;
    histogram[value] = (histogram[value] as number) + 1;
  }
  let above = (pixels.length >> 1) + 1;
  let value = -1;
  while (above > 0) above -= histogram[++value] ?? above;
  return value;
}

/**
 * A copy of a darkness plane with the lines faded to what lies beside them. Strokes of print on a line are darker than the
 * line and stay; a line as dark as print stays too, since fading it could take a stroke with it.
 */
export function fadeLines({ lines }: RuledLines, level: Uint8Array, full: number): Uint8Array {
  if (lines.length === 0) return level;
  const faded = new Uint8Array(level);
  for (const { pixels, acrossStep } of lines) {
    const typical = typicalOf(pixels, level);
    if (typical > TOO_DARK * full) continue;
    const limit = Math.min(1.3 * typical, 0.8 * full);
    for (const at of pixels) {
      const beside = Math.max(level[at - BESIDE_PX * acrossStep] ?? 0, level[at + BESIDE_PX * acrossStep] ?? 0);
      for (let step = -2; step <= 2; step++) {
        const here = at + step * acrossStep;
        const value = faded[here];
        if (value !== undefined && value <= limit && value > beside) faded[here] = beside;
      }
    }
  }
  return faded;
}

/** Pixels that may be of ruled lines in one direction, and how many of them each line of pixels in that direction holds. */
interface Thin {
  readonly thin: Uint8Array;
  readonly counts: Uint32Array;
}

/** Ones that lie in level runs of at most the line thickness: candidates of upright lines. */
function thinAcross(mask: Uint8Array, widthPx: number): Thin {
  const thin = new Uint8Array(mask.length);
  const counts = new Uint32Array(widthPx);
  for (let from = mask.indexOf(1), to = 0; from >= 0; from = mask.indexOf(1, to)) {
    const column = from % widthPx;
    const rowEnd = from - column + widthPx;
    to = from + 1;
    while (to < rowEnd && mask[to] === 1) to++;
    const run = to - from;
    if (run > THICKEST_LINE_PX) continue;
    for (let k = 0; k < run; k++) {
      thin[from + k] = 1;
      counts[column + k] = (counts[column + k] as number) + 1;
    }
  }
  return { thin, counts };
}

/** Ones that lie in upright runs of at most the line thickness, all columns abreast since memory lies row by row. */
function thinDown(mask: Uint8Array, widthPx: number, heightPx: number): Thin {
  const thin = new Uint8Array(mask.length);
  const counts = new Uint32Array(heightPx);
  const runs = new Uint16Array(widthPx);
  for (let y = 0; y <= heightPx; y++) {
    const row = y * widthPx;
    for (let x = 0; x < widthPx; x++) {
      if (y < heightPx && mask[row + x] === 1) {
        runs[x] = (runs[x] as number) + 1;
        continue;
      }
      const run = runs[x] as number;
      if (run === 0) continue;
      if (run <= THICKEST_LINE_PX) {
        for (let k = y - run; k < y; k++) {
          thin[k * widthPx + x] = 1;
          counts[k] = (counts[k] as number) + 1;
        }
      }
      runs[x] = 0;
    }
  }
  return { thin, counts };
}

interface Direction extends Thin {
  readonly lines: number;
  readonly acrossStep: number;
  readonly length: number;
  readonly alongStep: number;
}

/** The pixels of each ruled line in one direction; neighbouring pixel lines make one. */
function findAlong({ thin, counts, lines, acrossStep, length, alongStep }: Direction): number[][] {
  const window = Math.min(length, Math.max(SHORTEST_WINDOW_PX, Math.round(length * WINDOW_SHARE)));
  const sums = new Uint32Array(length + 1);
  const found: number[][] = [];
  let lastLine = Number.NEGATIVE_INFINITY;
  for (let line = 1; line < lines - 1; line++) {
    const most = (counts[line - 1] as number) + (counts[line] as number) + (counts[line + 1] as number);
    if (most < COVERED_SHARE * window) continue;
    const origin = line * acrossStep;
    for (let k = 0; k < length; k++) {
      const at = origin + k * alongStep;
      const here = (thin[at] as number) | (thin[at - acrossStep] as number) | (thin[at + acrossStep] as number);
      sums[k + 1] = (sums[k] as number) + here;
    }
    if ((sums[length] as number) < COVERED_SHARE * window) continue;
    const covers = (k: number): boolean => (sums[k + 1] as number) > (sums[k] as number);
    const [first, last] = extentOf(length, covers);
    const pixels: number[] = [];
    for (let k = first; k <= last; k++) {
      if (thin[origin + k * alongStep] === 0) continue;
      const from = Math.min(Math.max(0, k - (window >> 1)), length - window);
      const covered = (sums[from + window] as number) - (sums[from] as number);
      if (covered >= COVERED_SHARE * window) pixels.push(origin + k * alongStep);
    }
    if (pixels.length === 0) continue;
    if (line - lastLine > THICKEST_LINE_PX) found.push(pixels);
    else found.at(-1)?.push(...pixels);
    lastLine = line;
  }
  return found;
}

/** From the first to the last long stretch without a wide gap: print beyond the end of a grid is none of its line. */
function extentOf(length: number, covers: (k: number) => boolean): [first: number, last: number] {
  const widest = Math.max(WIDEST_GAP_PX, Math.round(length * WIDEST_GAP_SHARE));
  const shortest = Math.max(SHORTEST_PIECE_PX, Math.round(length * SHORTEST_PIECE_SHARE));
  let begin = length;
  let end = -1;
  let first = -1;
  let last = -1;
  const close = (): void => {
    if (first < 0 || last - first < shortest) return;
    begin = Math.min(begin, first);
    end = last;
  };
  for (let k = 0; k < length; k++) {
    if (!covers(k)) continue;
    if (first >= 0 && k - last > widest) {
      close();
      first = k;
    } else if (first < 0) first = k;
    last = k;
  }
  close();
  return [begin, end];
}
