import type { RasterPage } from '../ingest/types.ts';
import { perLead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { eraseBars } from './bars.ts';
import { calibrate, leadScale } from './calibration.ts';
import { type LayoutCandidate, layoutCandidates, shapeMargin, templatesOf } from './layout.ts';
import { readBlocks, tracedLine } from './lead-cut.ts';
import { nameLeads } from './lead-names.ts';
import type { DigitizeOptions } from './options.ts';
import { liesSideways, type QuarterTurns, turnPage } from './orientation.ts';
import { pageGeometry } from './page-geometry.ts';
import { findMarks, INK_SHARE, type PageMarks } from './page-marks.ts';
import { unturnPoint } from './plane.ts';
import { judge } from './quality.ts';
import type { Frame } from './rectify.ts';
import type { Digitized, DigitizedLead } from './types.ts';
import { type UprightPage, uprightPage } from './upright-frame.ts';

/** Below this score a page may be upside down, and is tried so. */
const DOUBTFUL = 0.45;
/** A page counts as upside down only when it reads this well that way up. */
const SURE_TURN = 0.6;
/** Log-odds between two shapes of layout below which none is answered. */
const UNDECIDED = 0.4;
/** Below this score nothing is answered unless a person stated the layout. */
const UNREADABLE = 0.08;

/** Digitizes a page from its pixels, whichever way up it lies. */
export function digitizeRaster(page: RasterPage, options: DigitizeOptions): Result<Digitized> {
  const started = performance.now();
  const first = options.quarterTurns ?? 0;
  let upright = uprightPage(turnPage(page, first));
  if (upright === null) return fail('GRID_NOT_FOUND');
  let turns: QuarterTurns = first;
  const { ink, pitchPx } = upright.frame;
  if (options.quarterTurns === undefined && liesSideways(ink, (pitchPx.x + pitchPx.y) / 2, upright.level * INK_SHARE)) {
    turns = 1;
    upright = uprightPage(turnPage(page, turns));
    if (upright === null) return fail('GRID_NOT_FOUND');
  }
  let best = readUpright(upright, page, turns, options, started);
  if (options.quarterTurns === undefined && scoreOf(best) < DOUBTFUL) {
    const over = ((turns + 2) % 4) as QuarterTurns;
    const other = uprightPage(turnPage(page, over));
    const second = other === null ? best : readUpright(other, page, over, options, started);
    if (scoreOf(second) > Math.max(SURE_TURN, scoreOf(best) + 0.25)) best = second;
  }
  if (best.ok && scoreOf(best) < UNREADABLE && options.layout === undefined) {
    return fail('LAYOUT_NOT_FOUND', `The likeliest was ${best.value.layout}, with little to support it.`);
  }
  return best;
}

function scoreOf(result: Result<Digitized>): number {
  return result.ok ? result.value.quality.score : 0;
}

/** Names of the likeliest shapes, the best first. */
function likeliest(candidates: readonly LayoutCandidate[]): string {
  return [...new Set(candidates.map(({ name }) => name))].slice(0, 3).join(', ');
}

/** Reads a page that was made upright by `turns`. */
function readUpright(
  upright: UprightPage,
  page: RasterPage,
  turns: QuarterTurns,
  options: DigitizeOptions,
  started: number,
): Result<Digitized> {
  const pitch = upright.frame.pitchPx;
  const marks = findMarks(upright);
  if (marks.rows.length === 0) return fail('TRACE_NOT_FOUND');
  const candidates = layoutCandidates(marks, pitch, options.layout);
  const [layout] = candidates;
  if (layout === undefined) return fail('LAYOUT_NOT_FOUND', `${marks.rows.length} rows of traces were found.`);
  const margin = shapeMargin(candidates);
  if (margin < UNDECIDED) return fail('LAYOUT_NOT_FOUND', `Undecided between ${likeliest(candidates)}.`);
  const calibration = calibrate(marks, layout, pitch, options);
  eraseColumnBars(marks, layout, pitch.x);
  const blocks = readBlocks(marks, layout, marks.span.endPx, pitch, calibration.answered);
  const orders = templatesOf(layout.template.rows.length, layout.lattice.columns, layout.labels);
  const naming = nameLeads(layout, blocks, orders, options.layout !== undefined);
  const leads = perLead<DigitizedLead | null>(() => null);
  for (const { lead, block, sign } of naming.blocks) {
    leads[lead] = { startS: block.startS, mv: scaled(block.mv, sign * leadScale(lead, calibration)) };
  }
  const frame = onDecodedPage(upright.frame, page, turns);
  const totalMs = performance.now() - started;
  return ok({
    page: page.index,
    layout: naming.name,
    sampleRateHz: 500,
    leads,
    rhythm: naming.strips.map(({ lead, block }) => ({
      lead,
      startS: block.startS,
      mv: scaled(block.mv, leadScale(lead, calibration)),
    })),
    calibration: calibration.answered,
    quality: judge(naming, margin, upright.map.misfit, upright.colourSeparation),
    geometry: pageGeometry(upright.map, page, turns),
    traces: [...naming.blocks, ...naming.strips].map(({ lead, block }) => tracedLine(block, lead, frame)),
    timings: { decodeMs: 0, pageMs: totalMs, totalMs },
  });
}

const scaled = (mv: Float32Array, factor: number) => (factor === 1 ? mv : mv.map((v) => factor * v));

/** The bars between columns are print, wherever the layout has a boundary. */
function eraseColumnBars(marks: PageMarks, { lattice }: LayoutCandidate, pitchX: number): void {
  const atBoundary = (x: number) => {
    const columns = (x / pitchX - lattice.startMm) / lattice.widthMm;
    const nearest = Math.min(lattice.columns, Math.max(0, Math.round(columns)));
    return Math.abs(columns - nearest) * lattice.widthMm < 0.4;
  };
  eraseBars(
    marks.ink,
    marks.bars.filter((bar) => atBoundary(bar.centreX)),
  );
}

/** The frame's way back to the page as decoded, before it was turned. */
function onDecodedPage(frame: Frame, page: RasterPage, turns: QuarterTurns): Frame {
  if (turns === 0) return frame;
  return {
    ...frame,
    toPage: (x, y) => {
      const [tx, ty] = frame.toPage(x, y);
      return unturnPoint(tx, ty, turns, page.widthPx, page.heightPx);
    },
  };
}
