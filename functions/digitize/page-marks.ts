import { type Bar, findBars } from './bars.ts';
import { type Component, findComponents, type Runs } from './components.ts';
import { type Pulse, findPulses } from './pulses.ts';
import type { Plane } from './plane.ts';
import { findWords, isPrint, type Word } from './print-words.ts';
import { type Extent, rowExtents } from './row-extent.ts';
import { findRows, type Row } from './rows.ts';
import { eraseRules } from './rules.ts';
import { strokeWidth } from './stroke.ts';
import type { UprightPage } from './upright-frame.ts';

/** What stands on the upright page, found from its connected ink; frame px. */
export interface PageMarks {
  readonly ink: Plane;
  readonly rows: readonly Row[];
  readonly extents: readonly Extent[];
  readonly pulses: readonly Pulse[];
  readonly bars: readonly Bar[];
  readonly words: readonly Word[];
  readonly strokePx: number;
}

/** Share of a full stroke from which a pixel counts as ink. */
export const INK_SHARE = 0.42;

/** Finds rows, pulses, bars and words, and takes rules and small print out of the ink (a copy is not made). */
export function findMarks({ frame, level }: UprightPage): PageMarks {
  const { ink, pitchPx } = frame;
  const threshold = level * INK_SHARE;
  eraseRules(ink, pitchPx.x, pitchPx.y, threshold);
  const { runs, components } = findComponents(ink, threshold);
  const rows = findRows(ink, runs, components, pitchPx.x, pitchPx.y);
  const level_ = (i: number) => isLevelTrace(runs, components, i, pitchPx.x, pitchPx.y);
  const strokePx = strokeWidth(ink, runs, level, level_);
  const bars = findBars(ink, pitchPx.x, pitchPx.y, threshold);
  const pulses = findPulses(runs, rows, ink.widthPx, pitchPx.x, pitchPx.y, strokePx);
  const words = findWords(components, pitchPx.x, pitchPx.y);
  erasePrint(ink, runs, isPrint(runs, components, pitchPx.x, pitchPx.y));
  return { ink, rows, extents: rowExtents(runs, components, rows, pitchPx.x, pitchPx.y), pulses, bars, words, strokePx };
}

function isLevelTrace(runs: Runs, components: readonly Component[], i: number, pitchX: number, pitchY: number): boolean {
  const component = components[runs.component[i] as number] as Component;
  return (runs.bottom[i] as number) - (runs.top[i] as number) < 1.6 * pitchY && component.right - component.left > 12 * pitchX;
}

function erasePrint(ink: Plane, runs: Runs, print: Uint8Array): void {
  const { widthPx: w, heightPx: h, values } = ink;
  for (let x = 0; x < w; x++) {
    for (let i = runs.start[x] as number; i < (runs.start[x + 1] as number); i++) {
      if (print[runs.component[i] as number] !== 1) continue;
      const to = Math.min(h, (runs.bottom[i] as number) + 1);
      for (let y = Math.max(0, (runs.top[i] as number) - 1); y < to; y++) {
        values.fill(0, y * w + Math.max(0, x - 1), y * w + Math.min(w, x + 2));
      }
    }
  }
}
