import { inkedShare } from '../layout/column-bars.ts';
import type { Bar } from '../marks/bars.ts';
import type { Rule } from '../marks/rules.ts';
import type { Plane } from '../maths/plane.ts';

/** Ink above this share of a full stroke along most of a bar's side is the bar's grey rim. */
const RIM_SHARE = 0.08;

/** Marks the pixels of bars, with their rims, in a mask of the plane's size. */
export function hideBars(hidden: Uint8Array, ink: Plane, bars: readonly Bar[], level: number): void {
  for (const bar of bars) {
    const rim = (x: number) => inkedShare(ink, { ...bar, left: x, right: x + 1 }, RIM_SHARE * level) > 0.6;
    const left = bar.left > 0 && rim(bar.left - 1) ? bar.left - 1 : bar.left;
    const right = bar.right < ink.widthPx && rim(bar.right) ? bar.right + 1 : bar.right;
    for (let y = Math.max(0, bar.top - 1); y < Math.min(ink.heightPx, bar.bottom + 1); y++) {
      hidden.fill(1, y * ink.widthPx + left, y * ink.widthPx + right);
    }
  }
}

/** Mask of ink that may be a letter's. */
const LETTER = 4;

/** Marks ink that may be a letter's: it says nothing of the trace that runs through that. */
export function hideLetters(hidden: Uint8Array, pixels: readonly number[]): void {
  for (const at of pixels) hidden[at] = (hidden[at] as number) | LETTER;
}

/** Marks the columns of erased rules, with their rims: what crossed them was erased as well, so they say nothing, not that there is paper. */
export function hideRules(hidden: Uint8Array, { widthPx, heightPx }: Plane, rules: readonly Rule[]): void {
  for (const { at, from, to } of rules) {
    const left = Math.max(0, Math.floor(at) - 1);
    const right = Math.min(widthPx, Math.ceil(at) + 1);
    for (let y = Math.max(0, from); y < Math.min(heightPx, to); y++)
      hidden.fill(1, y * widthPx + left, y * widthPx + right);
  }
}
