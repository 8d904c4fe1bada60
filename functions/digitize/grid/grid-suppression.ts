import { emptyPlane, type Plane } from '../maths/plane.ts';

/** Lines across the page waver on photographs, so they are followed closely; down the page a window must outlast pulses and QRS. */
const ACROSS_WINDOW_MM = 20;
const DOWN_WINDOW_MM = 40;
const LEVELS = 64;
const WAVER_MM = 0.16;
/** Lines of a grid are alike both ways: one down the page is no darker than this share of those across, and a little. */
const ALIKE_SHARE = 2;
const ALIKE_INK = 12;

/**
 * Takes the grid out of an upright ink plane where colour could not. A grid line is as dark over a long way, so the
 * darkness that most of a long window along a line shares is grid; a trace that happens to run level is protected by the
 * cap, which is the darkness of the darker grid lines around. Ink over grid is rescaled, because opaque ink replaces the grid.
 */
export function suppressGrid(ink: Plane, pitchX: number, pitchY: number, level: number): Plane {
  const across = lineDarkness(
    ink,
    Math.round(ACROSS_WINDOW_MM * pitchX),
    Math.round(30 * pitchY),
    Math.max(1, Math.round(WAVER_MM * pitchY)),
    false,
  );
  const down = lineDarkness(
    ink,
    Math.round(DOWN_WINDOW_MM * pitchY),
    Math.round(30 * pitchX),
    Math.max(1, Math.round(WAVER_MM * pitchX)),
    true,
  );
  // Where rows are close the flanks of aligned beats fill a window, but darker than the lines across no grid is down the page.
  const darkest = ALIKE_SHARE * across.usual + ALIKE_INK;
  const { widthPx: w, heightPx: h, values } = ink;
  const out = emptyPlane(w, h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const o = y * w + x;
      const value = values[o] as number;
      if (value === 0) continue;
      const grid = Math.max(across.at(y, x), Math.min(darkest, down.at(x, y)));
      if (value <= grid) continue;
      const rest = ((value - grid) * level) / Math.max(level - grid, 0.25 * level);
      out.values[o] = rest > 255 ? 255 : rest;
    }
  }
  return out;
}

interface Darkness {
  /** Grid darkness of line `line` at position `along` it. */
  at(line: number, along: number): number;
  /** Darkness that one line in 25 exceeds, as lines of 5 mm do and rows of traces do not; the median over the windows. */
  readonly usual: number;
}

/** For every line (row, or column when `turned`) and window along it: the darkness most of the window reaches, capped. */
function lineDarkness(ink: Plane, windowPx: number, capReachPx: number, waverPx: number, turned: boolean): Darkness {
  const { widthPx: w, heightPx: h, values } = ink;
  const lines = turned ? w : h;
  const length = turned ? h : w;
  const hop = Math.max(8, Math.round(windowPx / 2));
  const windows = Math.max(1, Math.ceil(length / hop));
  const dark = new Float32Array(lines * windows);
  const histogram = new Uint32Array(LEVELS);
  for (let line = 0; line < lines; line++) {
    for (let k = 0; k < windows; k++) {
      const centre = Math.min(length - 1, Math.round((k + 0.5) * hop));
      const from = Math.max(0, centre - (windowPx >> 1));
      const to = Math.min(length, centre + (windowPx >> 1));
      histogram.fill(0);
      let count = 0;
      for (let s = from; s < to; s += 2) {
        const bin = (values[turned ? s * w + line : line * w + s] as number) >> 2;
        histogram[bin] = (histogram[bin] as number) + 1;
        count++;
      }
      let seen = 0;
      let bin = 0;
      while (bin < LEVELS - 1) {
        seen += histogram[bin] as number;
        if (seen >= count * 0.5) break;
        bin++;
      }
      dark[line * windows + k] = bin * 4;
    }
  }
  const bold = capLines(dark, lines, windows, capReachPx).sort((a, b) => a - b);
  const widen = spread(dark, lines, windows, waverPx);
  return {
    usual: bold[bold.length >> 1] ?? 0,
    at: (line, along) => widen[line * windows + Math.min(windows - 1, Math.floor(along / hop))] as number,
  };
}

/** A level trace is one line among hundreds: no line counts as darker than the 98.5th percentile of those around it. Returns the 96th percentiles. */
function capLines(dark: Float32Array, lines: number, windows: number, reach: number): number[] {
  const bold: number[] = [];
  const step = Math.max(1, reach >> 1);
  for (let k = 0; k < windows; k++) {
    for (let from = 0; from < lines; from += step) {
      const around: number[] = [];
      for (let l = Math.max(0, from - reach); l < Math.min(lines, from + step + reach); l++) {
        around.push(dark[l * windows + k] as number);
      }
      around.sort((a, b) => a - b);
      const cap = around[Math.floor(around.length * 0.985)] as number;
      bold.push(around[Math.floor(around.length * 0.96)] as number);
      for (let l = from; l < Math.min(lines, from + step); l++) {
        if ((dark[l * windows + k] as number) > cap) dark[l * windows + k] = cap;
      }
    }
  }
  return bold;
}

/** Grid lines waver: each line takes the darkest of the lines within `reach`. */
function spread(dark: Float32Array, lines: number, windows: number, reach: number): Float32Array {
  const out = new Float32Array(dark.length);
  for (let line = 0; line < lines; line++) {
    const from = Math.max(0, line - reach);
    const to = Math.min(lines - 1, line + reach);
    for (let k = 0; k < windows; k++) {
      let most = 0;
      for (let l = from; l <= to; l++) most = Math.max(most, dark[l * windows + k] as number);
      out[line * windows + k] = most;
    }
  }
  return out;
}
