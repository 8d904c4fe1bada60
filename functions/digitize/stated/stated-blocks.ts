import type { Lead } from '../../leads.ts';
import { calibrate, type PageCalibration } from '../calibration/calibration.ts';
import type { Frame } from '../flat-page/rectify.ts';
import type { ColumnLattice } from '../layout/column-lattice.ts';
import type { LayoutCandidate } from '../layout/layout.ts';
import type { NamedBlock, Naming } from '../layout/lead-names.ts';
import { limbResidual } from '../layout/limb-leads.ts';
import { layoutName, TEMPLATES, type Template } from '../layout/templates.ts';
import { type BlockSignal, signalOf } from '../leads/lead-cut.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import type { DigitizeOptions, StatedBlock } from '../options.ts';
import type { LineCorrector } from '../trace/line-network/line-corrector.ts';
import { solveLines, traceStretches } from '../trace/row-reading.ts';
import { type StatedStretch, statedStretches } from './stated-stretches.ts';

/** What reading the page came to: the named signals, the layout they stand in, the scale. */
export interface PageReading {
  readonly naming: Naming;
  readonly layout: LayoutCandidate;
  /** Log-odds of the arrangement against the next likely one. */
  readonly margin: number;
  readonly calibration: PageCalibration;
}

/** A person who draws boxes knows where the columns are, and what stands in them. */
const SURE_LATTICE = 10;
const STATED_MARGIN = 10;
/** Columns further apart than this do not follow one another without a break. */
const BREAK_MM = 5;

/** Traces each stated box by itself; names, strips and, where stated, times are the person's. `frame` leads to the page as decoded. */
export async function readStatedBlocks(
  marks: PageMarks,
  frame: Frame,
  blocks: readonly StatedBlock[],
  options: DigitizeOptions,
  corrector: LineCorrector | null,
): Promise<PageReading> {
  const pitch = frame.pitchPx;
  const stretches = statedStretches({ ...frame, ink: marks.ink }, pitch, blocks);
  const layout = layoutOf(stretches, pitch.x, options.layout);
  const calibration = calibrate(marks, layout, pitch, options);
  const pxPerS = pitch.x * calibration.answered.speedMmPerS;
  const starts = startTimes(stretches, pxPerS, BREAK_MM * pitch.x);
  const asTraced = traceStretches(
    marks,
    [],
    stretches.map(({ stretch }) => stretch),
    pitch,
  );
  const readings = await solveLines(asTraced, pitch, pxPerS / 500, 0, corrector);
  const named = readings.map((reading, i): NamedBlock => {
    const block = signalOf(reading, starts[i] ?? 0, calibration.answered.gainMmPerMv * pitch.y);
    return { lead: stretches[i]?.stated.lead ?? 'II', block, sign: 1 };
  });
  return { naming: namingOf(named, layout), layout, margin: STATED_MARGIN, calibration };
}

function layoutOf(stretches: readonly StatedStretch[], pitchX: number, stated: string | undefined): LayoutCandidate {
  const blocks = stretches.filter(({ stretch }) => !stretch.rhythm);
  const rhythmRows = stretches.length - blocks.length;
  const columns = Math.max(1, ...blocks.map(({ stretch }) => stretch.column + 1));
  const all = blocks.length > 0 ? blocks : stretches;
  const from = Math.min(...all.map(({ stretch }) => stretch.fromX));
  const to = Math.max(...all.map(({ stretch }) => stretch.toX));
  const lattice: ColumnLattice = {
    columns,
    startMm: from / pitchX,
    widthMm: (to - from) / columns / pitchX,
    score: SURE_LATTICE,
    labelOffsetMm: null,
  };
  const template = templateOf(blocks, columns);
  const name = stated ?? layoutName(template, rhythmRows);
  return { template, lattice, firstRow: 0, rhythmRows, name, score: 0, labels: { slots: new Map(), astray: [] } };
}

/** The template that the boxes stand like; one of their own where no cart prints them so. */
function templateOf(blocks: readonly StatedStretch[], columns: number): Template {
  const rowNumbers = [...new Set(blocks.map(({ stretch }) => stretch.row))].sort((a, b) => a - b);
  const rows: Lead[][] = rowNumbers.map((row) =>
    blocks
      .filter(({ stretch }) => stretch.row === row)
      .sort((a, b) => a.stretch.column - b.stretch.column)
      .map(({ stated }) => stated.lead),
  );
  const known = TEMPLATES.find((template) => JSON.stringify(template.rows) === JSON.stringify(rows));
  return known ?? { name: `${rows.length}x${columns}`, rows, prior: 1 };
}

/**
 * When each box begins, in seconds: as stated, else by the order of the columns, of which each begins where the one before
 * ends. Boxes are drawn loosely, so columns that nearly touch keep the distance that they have on the paper.
 */
function startTimes(stretches: readonly StatedStretch[], pxPerS: number, breakPx: number): number[] {
  const origin = Math.min(...stretches.map(({ stretch }) => stretch.fromX));
  const blocks = stretches.map(({ stretch }) => stretch).filter(({ rhythm }) => !rhythm);
  const columns = Math.max(0, ...blocks.map(({ column }) => column + 1));
  const breaks = new Float64Array(columns);
  for (let column = 1; column < columns; column++) {
    const end = Math.max(...blocks.filter((block) => block.column === column - 1).map(({ toX }) => toX));
    const start = Math.min(...blocks.filter((block) => block.column === column).map(({ fromX }) => fromX));
    breaks[column] = (breaks[column - 1] as number) + (start - end > breakPx ? start - end : 0);
  }
  return stretches.map(({ stated, stretch }) => {
    const skipped = stretch.rhythm ? 0 : (breaks[stretch.column] as number);
    return stated.startS ?? (stretch.fromX - origin - skipped) / pxPerS;
  });
}

function namingOf(named: readonly NamedBlock[], layout: LayoutCandidate): Naming {
  const blocks = named.filter(({ block }) => !block.rhythm);
  const columnResiduals = new Map<number, number>();
  for (let column = 0; column < layout.lattice.columns; column++) {
    const residual = limbResidual(inColumn(blocks, column));
    if (residual !== null) columnResiduals.set(column, residual);
  }
  const residuals = [...columnResiduals.values()];
  return {
    template: layout.template,
    name: layout.name,
    blocks,
    strips: named.filter(({ block }) => block.rhythm),
    limbResidual: residuals.length === 0 ? null : residuals.reduce((sum, value) => sum + value, 0) / residuals.length,
    columnResiduals,
    stripCorrelations: [],
    printed: 0,
    margin: STATED_MARGIN,
    direction: STATED_MARGIN,
  };
}

/** The blocks of a column from the moment on at which all have begun, so that they can be compared sample by sample. */
function inColumn(blocks: readonly NamedBlock[], column: number): { lead: Lead; mv: Float32Array }[] {
  const here = blocks.filter(({ block }) => block.reading.column === column);
  const begin = Math.max(0, ...here.map(({ block }: { block: BlockSignal }) => block.startS));
  return here.map(({ lead, block }) => ({ lead, mv: block.mv.subarray(Math.round((begin - block.startS) * 500)) }));
}
