import type { UprightPage } from '../flat-page/upright-frame.ts';
import { joinDots } from '../ink/join-dots.ts';
import { sharpenFlanks } from '../ink/sharpen-flanks.ts';
import { findRuns, type Runs } from '../maths/components.ts';
import type { Plane } from '../maths/plane.ts';
import { type Bar, findBars } from './bars.ts';
import { type Beats, findBeats } from './beats.ts';
import { type DataSpan, dataSpan } from './data-span.ts';
import { giveBackSteps, withEndSteps } from './end-steps.ts';
import { eraseLetters } from './erase-letters.ts';
import { gridStubs } from './grid-stubs.ts';
import { joinBreaks } from './join-breaks.ts';
import type { LabelEvidence } from './label-evidence.ts';
import { withoutLetters } from './letters-among-bars.ts';
import { giveBackTips } from './lost-tips.ts';
import { withMissedRows } from './missed-rows.ts';
import { largestNameBoxes } from './name-boxes.ts';
import { pagePulses } from './page-pulses.ts';
import { farWords, findWords, isPrint, isWriting, type Word } from './print-words.ts';
import type { Pulse } from './pulses.ts';
import { areTraces, rowsByPulses } from './row-check.ts';
import { rowEnds } from './row-ends.ts';
import { type Extent, rowExtents } from './row-extent.ts';
import { outlineRows, type RowOutline } from './row-outline.ts';
import { findRows, type Row } from './rows.ts';
import { eraseRules, type Rule, uprightRuns } from './rules.ts';
import { stackedPulses } from './stacked-pulses.ts';
import { strokeNames } from './stroke-names.ts';
import { INK_SHARE, inkAtTraceLevel, penWidth } from './trace-level.ts';

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
  /** Pixels, by their index in the ink, of which letters that traces run through may be. */
  readonly crossedLetters: readonly number[];
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

/** Narrower pieces of ink do not tell where a row begins: they may be print; what the network sees as trace is hardly ever. */
const LEAST_TRACE_MM = 3;
const LEAST_SEEN_MM = 2;
/** Share of a full stroke that lines of a paler grid do not reach. */
const DARKEST_SHARE = 0.9;

/**
 * Finds rows, pulses, bars and words. Rows and their ends are looked for in the ink of the traces: what the page network sees as such, or else
 * all ink, out of which rules and small print are taken (a copy is not made).
 */
export function findMarks(page: UprightPage): PageMarks {
  const { level: pageLevel, seen } = page;
  const { ink: all, pitchPx } = page.frame;
  // Before rules go, as the sides of high pulses are as long.
  const darkest = findRuns(all, pageLevel * DARKEST_SHARE);
  const upright = uprightRuns(all, pitchPx.y, pageLevel * INK_SHARE);
  const stacked = stackedPulses(all, upright, pageLevel * INK_SHARE, pitchPx);
  const rules = eraseRules(all, pitchPx.x, pitchPx.y, pageLevel * INK_SHARE, seen?.trace, upright);
  const ink = seen === null ? all : seen.trace;
  const pieces = sharpPieces(all, ink, pitchPx, pageLevel);
  const { marks, strokePx } = pieces;
  const { level, threshold, runs, components } = pieces.traces;
  const flat = withMissedRows(findRows(ink, runs, components, pitchPx.x, pitchPx.y), runs, pitchPx.y);
  const leastMm = seen === null ? LEAST_TRACE_MM : LEAST_SEEN_MM;
  const bare = { runs, components, rows: flat, pulses: [], pitchPx };
  const pulses = pagePulses(
    page,
    { marks: marks.runs, darkest },
    bare,
    strokePx,
    (pulseless) => rowExtents(pulseless, leastMm, ink),
    stacked,
  );
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
  const crossedLetters = eraseLetters(ink, labels, bars, pitchPx.x, {
    threshold,
    penPx: strokePx,
    pitchY: pitchPx.y,
    all,
  });
  erasePrint(ink, runs, print);
  if (seen !== null) giveBackTips(ink, all, marks.runs, standing, pitchPx);
  joinDots(ink, runs, components, (piece) => print[piece] === 1, strokePx, pitchPx);
  const rowInk = { runs, components, rows, pulses, pitchPx };
  const allInk = { ...rowInk, runs: marks.runs, components: marks.components };
  const ends = rowEnds(rowInk, allInk, leastMm, ink);
  const found = withEndSteps(ends, allInk);
  if (seen !== null) giveBackSteps(ink, all, ends, found, allInk);
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
    crossedLetters,
    rules,
    words,
    labels,
    strokePx,
    level,
    pagePx: pagePixel(page.frame),
  };
}

/** All marks, what of them is trace, and the pen's width; steep strokes that the camera's motion blurred are drawn anew first. */
function sharpPieces(all: Plane, trace: Plane, pitchPx: UprightPage['frame']['pitchPx'], pageLevel: number) {
  const seen = () => {
    const marks = inkAtTraceLevel(all, pitchPx.x, pitchPx.y, pageLevel);
    const traces = trace === all ? marks : tracesIn(trace, pitchPx, pageLevel);
    const { level, runs, components } = traces;
    return { marks, traces, strokePx: penWidth(trace, runs, components, level, pitchPx.x, pitchPx.y) };
  };
  const asSeen = seen();
  const { traces, strokePx } = asSeen;
  if (!sharpenFlanks(trace, traces.level, strokePx)) return asSeen;
  if (trace !== all) sharpenFlanks(all, traces.level, strokePx);
  return { ...seen(), strokePx };
}

/** The pieces of what is seen as trace, with those of broken traces joined. */
function tracesIn(trace: Plane, pitchPx: UprightPage['frame']['pitchPx'], pageLevel: number) {
  const pieces = inkAtTraceLevel(trace, pitchPx.x, pitchPx.y, pageLevel);
  const isBroken = joinBreaks(trace, pieces.runs, pieces.components, pitchPx);
  return isBroken ? inkAtTraceLevel(trace, pitchPx.x, pitchPx.y, pageLevel) : pieces;
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
