/** Share of a window along the line that its pixels must cover: printed dashes count, stacked letter stems do not. */
const COVERED_SHARE = 0.38;
const WINDOW_SHARE = 0.3;
const SHORTEST_WINDOW_PX = 300;
/** A ruled line is at most this thick. */
const THICKEST_LINE_PX = 4;

/**
 * Clears thin straight lines that run over a good part of the page, whole or dashed (dark grids, frames), from an ink mask.
 * Lines may lean by about one in two hundred. Strokes that cross a line lose the pixels of the crossing only when they are as thin.
 */
export function eraseRuledLines(mask: Uint8Array, widthPx: number, heightPx: number): void {
  const upright = thinPixels(mask, widthPx, heightPx, 1, widthPx);
  const level = thinPixels(mask, heightPx, widthPx, widthPx, 1);
  eraseAlong(mask, upright, { lines: widthPx, acrossStep: 1, length: heightPx, alongStep: widthPx });
  eraseAlong(mask, level, { lines: heightPx, acrossStep: widthPx, length: widthPx, alongStep: 1 });
}

/** Ones that lie in runs of at most the line thickness across the searched direction. */
function thinPixels(
  mask: Uint8Array,
  across: number,
  along: number,
  acrossStep: number,
  alongStep: number,
): Uint8Array {
  const thin = new Uint8Array(mask.length);
  for (let b = 0; b < along; b++) {
    let at = b * alongStep;
    let run = 0;
    for (let a = 0; a <= across; a++, at += acrossStep) {
      if (a < across && mask[at] === 1) {
        run++;
        continue;
      }
      if (run > 0 && run <= THICKEST_LINE_PX) for (let k = 1; k <= run; k++) thin[at - k * acrossStep] = 1;
      run = 0;
    }
  }
  return thin;
}

interface Direction {
  readonly lines: number;
  readonly acrossStep: number;
  readonly length: number;
  readonly alongStep: number;
}

function eraseAlong(mask: Uint8Array, thin: Uint8Array, { lines, acrossStep, length, alongStep }: Direction): void {
  const window = Math.min(length, Math.max(SHORTEST_WINDOW_PX, Math.round(length * WINDOW_SHARE)));
  const sums = new Uint32Array(length + 1);
  for (let line = 1; line < lines - 1; line++) {
    const origin = line * acrossStep;
    for (let k = 0; k < length; k++) {
      const at = origin + k * alongStep;
      sums[k + 1] =
        (sums[k] as number) +
        ((thin[at] as number) | (thin[at - acrossStep] as number) | (thin[at + acrossStep] as number));
    }
    if ((sums[length] as number) < COVERED_SHARE * window) continue;
    for (let k = 0; k < length; k++) {
      if (thin[origin + k * alongStep] === 0) continue;
      const from = Math.min(Math.max(0, k - (window >> 1)), length - window);
      if ((sums[from + window] as number) - (sums[from] as number) >= COVERED_SHARE * window)
        mask[origin + k * alongStep] = 0;
    }
  }
}
