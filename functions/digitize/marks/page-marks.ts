import type { UprightPage } from '../flat-page/upright-frame.ts';
import { joinDots } from '../ink/join-dots.ts';
import { type Component, findComponents, type Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import { type Bar, findBars } from './bars.ts';
import { type Beats, findBeats } from './beats.ts';
import { type DataSpan, dataSpan } from './data-span.ts';
import { equallyHigh } from './equally-high.ts';
import { eraseLetters } from './erase-letters.ts';
import { gridStubs } from './grid-stubs.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { withoutLetters } from './letters-among-bars.ts';
import { withMissedRows } from './missed-rows.ts';
import { largestNameBoxes } from './name-boxes.ts';
import { farWords, findWords, isPrint, isWriting, type Word } from './print-words.ts';
import { findPulses, type Outside, type Pulse } from './pulses.ts';
import { areTraces, pulsesAtEnds, pulsesOnRows, rowsByPulses } from './row-check.ts';
import { rowEnds } from './row-ends.ts';
import { type Extent, rowExtents } from './row-extent.ts';
import { outlineRows, type RowOutline } from './row-outline.ts';
import { findRows, type Row } from './rows.ts';
import { eraseRules, type Rule } from './rules.ts';
import { flankWidth, strokeWidth, traceLevel } from './stroke.ts';
import { strokeNames } from './stroke-names.ts';

/** What stands on the upright page, found from its connected ink; frame px. */
export interface PageMarks {
  readonly ink: Plane;
  readonly rows: readonly Row[];
  /** Rows that a stated layout leaves out: no trace strays into them. */
  readonly otherRows: readonly Row[];
  readonly extents: readonly Extent[];
  readonly outlines: readonly RowOutline[];
  readonly beats: Beats;
  readonly span: DataSpan;
  readonly pulses: readonly Pulse[];
  readonly bars: readonly Bar[];
  /** Upright rules that were erased, with the traces that crossed them. */
  readonly rules: readonly Rule[];
  readonly words: readonly Word[];
  /** Lead names recognised on the page. */
  readonly labels: readonly LabelEvidence[];
  readonly strokePx: number;
  /** Ink value of a full stroke of the trace. */
  readonly level: number;
  /** Length of the page's own pixels, px of the frame. */
  readonly pagePx: number;
}

/** A piece of ink this long is a trace. */
const WIDE_MM = 8;

/** Narrower pieces of ink do not tell where a row begins: they may be print; what the network sees as trace is hardly ever. */
const LEAST_TRACE_MM = 3;
const LEAST_SEEN_MM = 2;
/**
 * A dark grid breaks the tops of pulses over this, mm, even in the network's view, where they are looked for if the ink as it is shows none; one alone
 * may be a wave.
 */
const GRID_BREAK_MM = 0.5;

/** Share of a full stroke from which a pixel counts as ink. */
export const INK_SHARE = 0.42;

/**
 * Finds rows, pulses, bars and words. Rows and their ends are looked for in the ink of the traces: what the page network sees as such, or else
 * all ink, out of which rules and small print are taken (a copy is not made).
 */
export function findMarks(upright: UprightPage): PageMarks {
  const { level: pageLevel, seen } = upright;
  const { ink: all, pitchPx } = upright.frame;
  const rules = eraseRules(all, pitchPx.x, pitchPx.y, pageLevel * INK_SHARE, seen?.trace);
  const marks = inkAtTraceLevel(all, pitchPx.x, pitchPx.y, pageLevel);
  const traces = seen === null ? marks : inkAtTraceLevel(seen.trace, pitchPx.x, pitchPx.y, pageLevel);
  const ink = seen === null ? all : seen.trace;
  const { level, threshold, runs, components } = traces;
  const strokePx = penWidth(ink, runs, components, level, pitchPx.x, pitchPx.y);
  const flat = withMissedRows(findRows(ink, runs, components, pitchPx.x, pitchPx.y), runs, pitchPx.y);
  const leastMm = seen === null ? LEAST_TRACE_MM : LEAST_SEEN_MM;
  const lastX = 2 * upright.map.originX;
  const isOutside: Outside = (x, y) => {
    const [pageX] = upright.frame.toPage(x, y);
    return pageX < 0 || pageX > lastX;
  };
  const pulsesIn = (where: Runs, breakPx: number) => {
    const found = findPulses(where, isOutside, pitchPx.x, pitchPx.y, strokePx, breakPx);
    const onRows = pulsesOnRows(found, flat, pitchPx.y);
    if (onRows.length === 0) return onRows;
    return pulsesAtEnds(onRows, rowExtents({ runs, components, rows: flat, pulses: [], pitchPx }, leastMm, ink));
  };
  const plain = pulsesIn(marks.runs, 0);
  const pulses =
    plain.length > 0 || seen === null ? plain : equallyHigh(pulsesIn(runs, Math.round(GRID_BREAK_MM * pitchPx.x)));
  const rows = rowsByPulses(flat, pulses, pitchPx.y);
  const standing = [
    ...findBars(all, marks.components, pitchPx.x, pitchPx.y, threshold),
    ...barsOfRules(rules, rows, pitchPx.y),
  ];
  const words = findWords(marks.components, pitchPx.x, pitchPx.y);
  const print =
    seen === null
      ? isPrint(runs, components, pitchPx.x, pitchPx.y)
      : isWriting(runs, components, seen, ink, largestNameBoxes(seen.names, pitchPx.x, pitchPx.y), pitchPx.x);
  if (seen === null)
    for (const word of farWords(words, rows, pitchPx.y)) for (const part of word.parts) print[part] = 1;
  const seenNames = seen?.names ?? [];
  const strokes = strokeNames(seenNames, rows, components, pitchPx.x, pitchPx.y);
  for (const piece of strokes.pieces) print[piece] = 1;
  for (const piece of gridStubs(ink, runs, components, rows, { level, strokePx }, pitchPx)) print[piece] = 1;
  const labels = [...seenNames, ...strokes.names];
  const bars = withoutLetters(standing, labels, rows, pitchPx.x, pitchPx.y);
  // Before other print goes: letters that stand free show how high those are that a trace touches.
  eraseLetters(ink, labels, bars, pitchPx.x, { threshold, penPx: strokePx, pitchY: pitchPx.y, all });
  erasePrint(ink, runs, print);
  joinDots(ink, runs, components, (piece) => print[piece] === 1, strokePx, pitchPx);
  const rowInk = { runs, components, rows, pulses, pitchPx };
  const allInk = { ...rowInk, runs: marks.runs, components: marks.components };
  const found = rowEnds(rowInk, allInk, leastMm, ink);
  const kept = areTraces(
    rows,
    found,
    outlineRows(runs, print, rows, pitchPx.y),
    dataSpan(found, ink.widthPx, pitchPx.x, strokePx),
    pulses,
    pitchPx.x,
    pitchPx.y,
  );
  const traced = rows.filter((_, row) => kept[row]);
  const extents = found.filter((_, row) => kept[row]);
  const span = dataSpan(extents, ink.widthPx, pitchPx.x, strokePx);
  const outlines = outlineRows(runs, print, traced, pitchPx.y);
  return {
    ink,
    rows: traced,
    otherRows: [],
    extents,
    outlines,
    beats: findBeats(outlines, span.startPx, span.endPx, pitchPx.x, pitchPx.y, strokePx),
    span,
    pulses,
    bars,
    rules,
    words,
    labels,
    strokePx,
    level,
    pagePx: pagePixel(upright.frame),
  };
}

/** Pixels of the frame over which the page's own are counted. */
const COUNTED_PX = 64;

/** The length of the page's pixels in the middle of the frame, px of the frame. */
function pagePixel({ ink, toPage }: UprightPage['frame']): number {
  const [x, y] = [ink.widthPx / 2, ink.heightPx / 2];
  const [fromX, fromY] = toPage(x, y);
  const [toX, toY] = toPage(x + COUNTED_PX, y);
  return COUNTED_PX / Math.hypot(toX - fromX, toY - fromY);
}

/** Steep strokes thinner than this were drawn column by column, not with a pen, px. */
const COLUMN_PX = 1.3;
/** From this ratio on steep and level strokes agree but for what each measure leaves out: the pen lies between. */
const AGREE = 0.75;
/** No pen that shows in a picture of two tones is thinner. */
const THIN_PEN_PX = 2;

/**
 * Width of the pen by level strokes, or by steep ones where those are thinner: noise and mains hum thicken level strokes alone. Programs that draw a
 * column's pixels from its lowest to its highest value make steep strokes of one pixel, which say nothing of the pen.
 */
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
  if (along === null) return across.usual;
  if (along < COLUMN_PX) return Math.min(across.usual, Math.max(THIN_PEN_PX, across.least));
  return Math.min(across.usual, along > AGREE * across.least ? (along + across.least) / 2 : along);
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
