import type { Lead } from '../../leads.ts';
import type { Frame } from '../flat-page/rectify.ts';
import { columnBars } from '../layout/column-bars.ts';
import type { LayoutCandidate } from '../layout/layout.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { INK_SHARE } from '../marks/trace-level.ts';
import type { LineCorrector } from '../trace/line-network/line-corrector.ts';
import { type BlockReading, solveLines, traceStretches } from '../trace/row-reading.ts';
import { type Stretch, stretchOf } from '../trace/stretch.ts';
import type { Digitized, TracedLine } from '../types.ts';
import { phaseByBars } from './bar-phase.ts';
import { fromFirstTrace } from './blank-start.ts';
import { columnEnds } from './column-ends.ts';
import { afterCutPulse } from './cut-pulse.ts';
import { samplePhase } from './sample-phase.ts';

/** A block as a calibrated signal, not yet sure of its name. */
export interface BlockSignal {
  readonly reading: BlockReading;
  readonly startS: number;
  /** mV at 500 Hz against the row's baseline; NaN where nothing was traced. */
  readonly mv: Float32Array;
  readonly rhythm: boolean;
  /** Rows that the lead goes on in, whose samples are in `mv` as well. */
  readonly rest?: readonly BlockSignal[];
}

/** Traces every block of the layout and turns heights into mV. */
export async function readBlocks(
  page: PageMarks,
  layout: LayoutCandidate,
  endX: number,
  pitch: { readonly x: number; readonly y: number },
  calibration: Digitized['calibration'],
  corrector: LineCorrector | null,
): Promise<BlockSignal[]> {
  const { lattice, template, firstRow } = layout;
  const stepPx = (pitch.x * calibration.speedMmPerS) / 500;
  const pxPerMv = calibration.gainMmPerMv * pitch.y;
  const x = (column: number) => (lattice.startMm + column * lattice.widthMm) * pitch.x;
  const end = (toX: number) => Math.min(toX, page.ink.widthPx);
  const bars = columnBars(page, lattice, pitch, page.level * INK_SHARE);
  const leadRows = page.rows.map((_, row) => row).filter((row) => template.rows[row - firstRow] !== undefined);
  const ends = columnEnds(page, lattice, leadRows, bars, pitch.x);
  // Samples of all columns lie on one clock.
  const onClock = (at: number) => x(0) + Math.round((at - x(0)) / stepPx) * stepPx;
  // Columns may begin beyond the picture's edge.
  const inPicture = (at: number) => (at >= 0 ? at : at + Math.ceil(-at / stepPx) * stepPx);
  const fromX = (column: number) => inPicture(onClock(ends[column - 1]?.nextX ?? x(column)));
  const toX = (column: number) => ends[column]?.endX ?? end(x(column + 1));
  const stretches: Stretch[] = [];
  page.rows.forEach((_, row) => {
    const names = template.rows[row - firstRow];
    const found =
      names === undefined
        ? [stretchOf(page, pitch.y, row, 0, true, fromX(0), end(Math.max(x(lattice.columns), endX)))]
        : names.map((_lead, column) => stretchOf(page, pitch.y, row, column, false, fromX(column), toX(column)));
    stretches.push(...found.filter((stretch) => stretch !== null));
  });
  const asTraced = traceStretches(page, bars, stretches, pitch);
  const recording = { beginX: x(0), lastX: end(x(lattice.columns)) - stepPx, stepPx };
  const measuredBars = bars.filter((bar) => page.bars.includes(bar));
  const phase =
    phaseByBars(stretches, measuredBars, lattice.columns, stepPx, pitch.x) ??
    samplePhase(page, asTraced.traced, recording, pitch.x);
  const shiftPx = stepPx * phase;
  const readings = await solveLines(asTraced, pitch, stepPx, shiftPx, corrector);
  const blocks = readings.map((reading) =>
    signalOf(reading, (reading.fromX - shiftPx - x(0)) / pitch.x / calibration.speedMmPerS, pxPerMv),
  );
  return afterCutPulse(fromFirstTrace(blocks));
}

/** A traced stretch as a signal that begins at `startS`. */
export function signalOf(reading: BlockReading, startS: number, pxPerMv: number): BlockSignal {
  const mv = reading.line.y.map((y) => -(y - reading.band.baselinePx) / pxPerMv);
  return { reading, startS, mv, rhythm: reading.rhythm };
}

/** The block's centre lines, one a row, in pixels of the decoded page. */
export function tracedLines(block: BlockSignal, lead: Lead, frame: Frame): TracedLine[] {
  return [block, ...(block.rest ?? [])].map((row) => tracedLine(row, lead, frame));
}

function tracedLine(block: BlockSignal, lead: Lead, frame: Frame): TracedLine {
  const { line } = block.reading;
  const xPx = new Float32Array(line.y.length);
  const yPx = new Float32Array(line.y.length);
  for (let k = 0; k < line.y.length; k++) {
    const height = line.y[k] as number;
    const [x, y] = frame.toPage(line.startX + k * line.stepPx - 0.5, (Number.isNaN(height) ? 0 : height) - 0.5);
    xPx[k] = x;
    yPx[k] = Number.isNaN(height) ? Number.NaN : y;
  }
  return { lead, rhythm: block.rhythm, xPx, yPx };
}
