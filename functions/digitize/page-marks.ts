import { type Bar, findBars } from './bars.ts';
import { type Component, findComponents, type Runs } from './components.ts';
import { type DataSpan, dataSpan, isRule } from './data-span.ts';
import type { Plane } from './plane.ts';
import { farWords, findWords, isPrint, type Word } from './print-words.ts';
import { findPulses, type Pulse } from './pulses.ts';
import { type Extent, rowExtents } from './row-extent.ts';
import { findRows, type Row } from './rows.ts';
import { eraseRules, type Rule } from './rules.ts';
import { flankWidth, strokeWidth, traceLevel } from './stroke.ts';
import type { UprightPage } from './upright-frame.ts';

/** What stands on the upright page, found from its connected ink; frame px. */
export interface PageMarks {
  readonly ink: Plane;
  readonly rows: readonly Row[];
  readonly extents: readonly Extent[];
  readonly span: DataSpan;
  readonly pulses: readonly Pulse[];
  readonly bars: readonly Bar[];
  readonly words: readonly Word[];
  readonly strokePx: number;
  /** Ink value of a full stroke of the trace. */
  readonly level: number;
}

/** A piece of ink this long is a trace. */
const WIDE_MM = 8;

/** Share of a full stroke from which a pixel counts as ink. */
export const INK_SHARE = 0.42;

/** Finds rows, pulses, bars and words, and takes rules and small print out of the ink (a copy is not made). */
export function findMarks({ frame, level: pageLevel }: UprightPage): PageMarks {
  const { ink, pitchPx } = frame;
  const rules = eraseRules(ink, pitchPx.x, pitchPx.y, pageLevel * INK_SHARE);
  const { level, threshold, runs, components } = inkAtTraceLevel(ink, pitchPx.x, pitchPx.y, pageLevel);
  const rows = findRows(ink, runs, components, pitchPx.x, pitchPx.y);
  const strokePx = penWidth(ink, runs, components, level, pitchPx.x, pitchPx.y);
  const bars = [...findBars(ink, components, pitchPx.x, pitchPx.y, threshold), ...barsOfRules(rules, rows, pitchPx.y)];
  const pulses = findPulses(runs, rows, ink.widthPx, pitchPx.x, pitchPx.y, strokePx);
  const words = findWords(components, pitchPx.x, pitchPx.y);
  const print = isPrint(runs, components, pitchPx.x, pitchPx.y);
  for (const word of farWords(words, rows, pitchPx.y)) for (const part of word.parts) print[part] = 1;
  erasePrint(ink, runs, print);
  const extents = rowExtents(runs, components, rows, pulses, pitchPx.x, pitchPx.y);
  const span = dataSpan(extents, ink.widthPx, pitchPx.x);
  const kept = extents.map((extent) => !isRule(extent, span, pitchPx.x));
  return {
    ink,
    rows: rows.filter((_, row) => kept[row]),
    extents: extents.filter((_, row) => kept[row]),
    span,
    pulses,
    bars,
    words,
    strokePx,
    level,
  };
}

/** Width of the pen by level strokes; where noise thickens those unevenly, by steep ones, but no thinner than the thinnest level ones. */
function penWidth(
  ink: Plane,
  runs: Runs,
  components: readonly Component[],
  level: number,
  pitchX: number,
  pitchY: number,
): number {
  const wide = (i: number) => {
    const { left, right } = components[runs.component[i] as number] as Component;
    return right - left > WIDE_MM * pitchX;
  };
  const across = strokeWidth(ink, runs, level, (i) => isLevelTrace(runs, components, i, pitchX, pitchY, WIDE_MM));
  const along = flankWidth(ink, runs, level, pitchX, pitchY, wide);
  return along === null ? across.usual : Math.min(across.usual, Math.max(along, across.least));
}

/** Components at a threshold that suits the trace; where bold print set the page's level too high it is found again, lower. */
function inkAtTraceLevel(ink: Plane, pitchX: number, pitchY: number, pageLevel: number) {
  const first = findComponents(ink, pageLevel * INK_SHARE);
  const level = traceLevel(
    ink,
    first.runs,
    (i) => isLevelTrace(first.runs, first.components, i, pitchX, pitchY, 3),
    pageLevel,
  );
  if (level > 0.85 * pageLevel) return { level, threshold: pageLevel * INK_SHARE, ...first };
  return { level, threshold: level * INK_SHARE, ...findComponents(ink, level * INK_SHARE) };
}

function isLevelTrace(
  runs: Runs,
  components: readonly Component[],
  i: number,
  pitchX: number,
  pitchY: number,
  widthMm: number,
): boolean {
  const component = components[runs.component[i] as number] as Component;
  return (
    (runs.bottom[i] as number) - (runs.top[i] as number) < 1.6 * pitchY &&
    component.right - component.left > widthMm * pitchX
  );
}

/** A long rule is a bar on every row that it crosses. */
function barsOfRules(rules: readonly Rule[], rows: readonly Row[], pitchY: number): Bar[] {
  return rules.flatMap(({ at, from, to }) =>
    rows
      .filter((row) => from < row.baselinePx && to > row.baselinePx)
      .map(({ baselinePx }) => ({
        left: Math.floor(at),
        right: Math.ceil(at),
        centreX: at,
        detached: true,
        top: Math.round(baselinePx - 4 * pitchY),
        bottom: Math.round(baselinePx + 4 * pitchY),
      })),
  );
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
