import type { Lead } from '../leads.ts';
import type { LayoutCandidate } from './layout.ts';
import type { PageMarks } from './page-marks.ts';
import type { Frame } from './rectify.ts';
import { type BlockReading, readBlock } from './row-reading.ts';
import type { Digitized, TracedLine } from './types.ts';

/** A block as a calibrated signal, not yet sure of its name. */
export interface BlockSignal {
  readonly reading: BlockReading;
  readonly startS: number;
  /** mV at 500 Hz against the row's baseline; NaN where nothing was traced. */
  readonly mv: Float32Array;
  readonly rhythm: boolean;
}

/** Traces every block of the layout and turns heights into mV. */
export function readBlocks(
  page: PageMarks,
  level: number,
  layout: LayoutCandidate,
  endX: number,
  pitch: { readonly x: number; readonly y: number },
  calibration: Digitized['calibration'],
): BlockSignal[] {
  const { lattice, template, firstRow } = layout;
  const stepPx = (pitch.x * calibration.speedMmPerS) / 500;
  const pxPerMv = calibration.gainMmPerMv * pitch.y;
  const x = (column: number) => (lattice.startMm + column * lattice.widthMm) * pitch.x;
  const blocks: BlockSignal[] = [];
  page.rows.forEach((row, r) => {
    const names = template.rows[r - firstRow];
    const add = (column: number, fromX: number, toX: number, rhythm: boolean) => {
      const reading = readBlock(page, level, pitch.y, r, column, fromX, Math.min(toX, page.ink.widthPx), stepPx);
      if (reading === null) return;
      const mv = reading.line.y.map((y) => -(y - row.baselinePx) / pxPerMv);
      blocks.push({ reading, startS: (fromX - x(0)) / pitch.x / calibration.speedMmPerS, mv, rhythm });
    };
    if (names === undefined) add(0, x(0), Math.max(x(lattice.columns), endX), true);
    else names.forEach((_, column) => add(column, x(column), x(column + 1), false));
  });
  return blocks;
}

/** The block's centre line in pixels of the decoded page. */
export function tracedLine(block: BlockSignal, lead: Lead, frame: Frame): TracedLine {
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
