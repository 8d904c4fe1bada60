import type { RasterPage } from '../ingest/types.ts';
import { perLead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { calibrate, leadScale } from './calibration/calibration.ts';
import { doubtedByCalibration, isUnsure } from './calibration/calibration-doubt.ts';
import { doubtedByChestGain, isChestGainOpen } from './calibration/chest-gain.ts';
import { judge, worthByPrint } from './calibration/quality.ts';
import type { QuarterTurns } from './flat-page/orientation.ts';
import { pageGeometry } from './flat-page/page-geometry.ts';
import { doubtedByScale } from './flat-page/page-scale.ts';
import type { UprightPage } from './flat-page/upright-frame.ts';
import type { KnownPrint } from './known-print.ts';
import { type LayoutCandidate, layoutCandidates, shapeMargin, templatesOf } from './layout/layout.ts';
import { type NamedBlock, type Naming, nameLeads } from './layout/lead-names.ts';
import { layoutsOfRows } from './layout/templates.ts';
import { columnTimeReasons, inRecordedTime } from './leads/column-times.ts';
import { concludedReasons } from './leads/concluded.ts';
import { type BlockSignal, readBlocks, tracedLines } from './leads/lead-cut.ts';
import { doubtedByStep } from './leads/out-of-step.ts';
import { rebuiltLimbs } from './leads/rebuilt-limbs.ts';
import { reconciledLeads, type Tracing } from './leads/reconciled-leads.ts';
import { rowsInStep } from './leads/rows-in-step.ts';
import { withoutStrayBegin } from './leads/stray-begin.ts';
import type { PageMarks } from './marks/page-marks.ts';
import { readOneLead } from './one-lead-reading.ts';
import type { DigitizeOptions } from './options.ts';
import { type PageReading, readStatedBlocks } from './stated/stated-blocks.ts';
import { withRowsOf } from './stated/stated-rows.ts';
import type { LineCorrector } from './trace/line-network/line-corrector.ts';
import type { Digitized, DigitizedLead, PrintedCalibration } from './types.ts';

/** Log-odds between two shapes of layout below which none is answered. */
const UNDECIDED = 0.4;

/** A page that was made upright by `turns`, and what stands on it. */
export interface MarkedPage {
  readonly upright: UprightPage;
  readonly turns: QuarterTurns;
  readonly marks: PageMarks;
}

/** Reads an upright page; it can be read again, with more that is known of its print. */
export async function readUpright(
  { upright, turns, marks }: MarkedPage,
  page: RasterPage,
  options: DigitizeOptions,
  print: KnownPrint,
  started: number,
  corrector: LineCorrector | null,
): Promise<Result<Digitized>> {
  const { frame } = upright;
  const geometry = pageGeometry(upright.map, page, turns);
  const known = { says: print.says, askAhead: () => print.askAhead(geometry) };
  const reading: Result<PageReading> =
    options.blocks === undefined
      ? await readLayout(marks, frame.pitchPx, options, known, corrector)
      : ok(await readStatedBlocks(marks, frame, options.blocks, options, corrector));
  if (!reading.ok) return reading;
  const { margin, calibration } = reading.value;
  const { blocks } = reading.value.naming;
  const lawful = options.leadsAsTraced === true ? { blocks, reasons: [] } : rebuiltLimbs(blocks);
  const naming = { ...reading.value.naming, blocks: withoutStrayBegin(lawful.blocks) };
  const judged = judge(naming, margin, upright.map.misfit, upright.colourSeparation);
  const tracing = ({ lead, block, sign }: NamedBlock): Tracing => ({
    lead,
    column: block.reading.column,
    startS: wholeMicroseconds(block.startS),
    mv: scaled(block.mv, sign * leadScale(lead, calibration)),
    quality: judged.leads[lead] ?? 0,
  });
  const traced = naming.blocks.map(tracing);
  const strips = naming.strips.map(tracing);
  const agreed = options.leadsAsTraced === true ? traced.map(({ mv }) => mv) : reconciledLeads(traced, strips);
  const concluded = new Set([...lawful.reasons, ...concludedReasons(traced, agreed)]);
  const pxPerS = frame.pitchPx.x * calibration.answered.speedMmPerS;
  const times =
    options.blocks === undefined
      ? columnTimeReasons(
          blocks.map(({ block }) => block),
          pxPerS,
        )
      : [];
  const told = { ...judged, reasons: [...judged.reasons, ...concluded, ...times] };
  const quality = options.blocks === undefined ? doubtedByStep(told, traced) : told;
  const leads = perLead<DigitizedLead | null>(() => null);
  for (const [i, { lead, startS }] of traced.entries()) leads[lead] = { startS, mv: agreed[i] as Float32Array };
  const totalMs = performance.now() - started;
  return ok({
    page: page.index,
    layout: naming.name,
    sampleRateHz: 500,
    leads,
    rhythm: strips.map(({ lead, startS, mv }) => ({ lead, startS, mv })),
    calibration:
      calibration.answered.source === 'grid'
        ? { ...calibration.answered, source: upright.scale.source }
        : calibration.answered,
    scaleMargin: Number.isFinite(calibration.margin) ? calibration.margin : null,
    quality: worthByPrint(
      doubtedByCalibration(
        doubtedByScale(quality, upright.scale, calibration.answered.speedMmPerS),
        calibration.answered.source,
        calibration.margin,
      ),
      naming,
    ),
    geometry,
    traces: [...naming.blocks, ...naming.strips].flatMap(({ lead, block }) => tracedLines(block, lead, frame)),
    timings: { decodeMs: 0, pageMs: totalMs, totalMs },
  });
}

/** Names of the likeliest shapes, the best first. */
function likeliest(candidates: readonly LayoutCandidate[]): string[] {
  return [...new Set(candidates.map(({ name }) => name))].slice(0, 3);
}

/** Finds the layout, or takes the stated one, and reads its blocks. */
async function readLayout(
  found: PageMarks,
  pitch: { readonly x: number; readonly y: number },
  options: DigitizeOptions,
  { says, askAhead }: { readonly says: PrintedCalibration; readonly askAhead: () => void },
  corrector: LineCorrector | null,
): Promise<Result<PageReading>> {
  if (found.rows.length === 0) return fail('TRACE_NOT_FOUND');
  const oneLead = await readOneLead(found, pitch, options, { says, askAhead }, corrector);
  if (oneLead !== null) return ok(oneLead);
  const marks = options.layout === undefined ? found : withRowsOf(found, options.layout);
  const candidates = layoutCandidates(marks, pitch, options.layout);
  const [layout] = candidates;
  if (layout === undefined) {
    const rows = found.rows.length;
    return fail('LAYOUT_NOT_FOUND', `${rows} rows of traces were found.`, layoutsOfRows(rows));
  }
  const margin = shapeMargin(candidates);
  if (margin < UNDECIDED) {
    const likely = likeliest(candidates);
    return fail('LAYOUT_NOT_FOUND', `Undecided between ${likely.join(', ')}.`, likely);
  }
  const calibration = calibrate(marks, layout, pitch, options, says);
  const isOpen = isChestGainOpen(calibration, layout.template.rows.flat(), options, says);
  if (isOpen || isUnsure(calibration.margin, calibration.answered.source)) askAhead();
  const read = await readBlocks(marks, layout, marks.span.endPx, pitch, calibration.answered, corrector);
  const orders = templatesOf(layout.template.rows.length, layout.lattice.columns, layout.labels);
  const named = (blocks: readonly BlockSignal[]) =>
    nameLeads(layout, inRecordedTime(blocks), orders, options.layout !== undefined);
  const naming = namedInStep(read, named, { ...pitch, pxPerS: pitch.x * calibration.answered.speedMmPerS });
  const signals = naming.blocks.map(({ lead, block }) => ({ lead, mv: block.mv }));
  return ok({ naming, layout, margin, calibration: doubtedByChestGain(calibration, signals, options, says) });
}

/** Names the blocks, and again with the rows in step where they were read askew. */
function namedInStep(
  blocks: readonly BlockSignal[],
  named: (blocks: readonly BlockSignal[]) => Naming,
  { y: pitchY, pxPerS }: { readonly y: number; readonly pxPerS: number },
): Naming {
  // Rows are askew by where they stand on paper, whenever they were recorded.
  const onRow = ({ reading, mv }: BlockSignal) => ({
    row: reading.row,
    heightMm: reading.band.baselinePx / pitchY,
    startS: reading.line.startX / pxPerS,
    mv,
  });
  const asPrinted = named(blocks);
  const signals = asPrinted.blocks.map(({ lead, block, sign }) => ({
    ...onRow(block),
    lead,
    sign,
    column: block.reading.column,
  }));
  const straighten = rowsInStep(signals);
  if (straighten === null) return asPrinted;
  const straight = straighten(blocks.map((block) => ({ ...onRow(block), block })));
  return named(straight.map(({ block, mv }) => ({ ...block, mv })));
}

/** Sums of sample times carry errors of 1e-15, which answers would show. */
const wholeMicroseconds = (s: number) => Math.round(1e6 * s) / 1e6;

const scaled = (mv: Float32Array, factor: number) => (factor === 1 ? mv : mv.map((v) => factor * v));
