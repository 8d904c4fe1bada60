import { LEADS, type Lead } from '../leads.ts';
import type { LeadSignals } from '../measure/types.ts';
import { POINTS_PER_MM } from './report-paper.ts';

/** Paper speed and gain of the report: the ones that readers expect. */
export const SPEED_MM_PER_S = 25;
export const GAIN_MM_PER_MV = 10;

const COLUMN_S = 2.5;
const PAGE_S = 10;
const PEN_MM = 0.25;
const INK = '#111111';
/** Traces end here above and below their line, so that one cannot run through the whole page. */
const REACH_MM = 45;

const ROWS = 4;

/** Draws the leads as 3×4 with a strip of lead II below, the first 10 s, exactly to scale; one lead alone goes on from row to row. */
export function drawTraces(
  pdf: PDFKit.PDFDocument,
  signals: LeadSignals,
  xMm: number,
  yMm: number,
  rowMm: number,
): void {
  const rowY = (row: number) => yMm + rowMm * (row + 0.5);
  const [only, ...others] = LEADS.filter((lead) => held(signals, lead) > 0);
  if (only !== undefined && others.length === 0) {
    const rows = Math.min(ROWS, Math.ceil(signals.leads[only].length / signals.sampleRateHz / PAGE_S));
    for (let row = 0; row < rows; row++) {
      const fromS = row * PAGE_S;
      drawStretch(pdf, signals, only, fromS, PAGE_S, xMm - fromS * SPEED_MM_PER_S, rowY(row));
    }
    return;
  }
  for (const [index, lead] of LEADS.entries()) {
    const column = Math.floor(index / 3);
    drawStretch(pdf, signals, lead, column * COLUMN_S, COLUMN_S, xMm, rowY(index % 3));
  }
  drawStretch(pdf, signals, stripLead(signals), 0, PAGE_S, xMm, rowY(3));
}

/** How many samples of a lead are known. */
function held({ leads }: LeadSignals, lead: Lead): number {
  return leads[lead].reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
}

/** Lead II where it runs through, else the lead that holds most. */
function stripLead(signals: LeadSignals): Lead {
  return LEADS.reduce((best, lead) => (held(signals, lead) > 1.2 * held(signals, best) ? lead : best), 'II' as Lead);
}

/** Draws what is between two times of a lead; `xMm` is where the recording would begin. */
function drawStretch(
  pdf: PDFKit.PDFDocument,
  { leads, sampleRateHz }: LeadSignals,
  lead: Lead,
  fromS: number,
  lengthS: number,
  xMm: number,
  yMm: number,
): void {
  const row = leads[lead];
  pdf
    .lineWidth(PEN_MM * POINTS_PER_MM)
    .strokeColor(INK)
    .lineJoin('round');
  let isDown = false;
  const end = Math.min(row.length, Math.round((fromS + lengthS) * sampleRateHz));
  for (let i = Math.round(fromS * sampleRateHz); i < end; i++) {
    const mv = row[i] as number;
    if (Number.isNaN(mv)) {
      isDown = false;
      continue;
    }
    const x = (xMm + (i / sampleRateHz) * SPEED_MM_PER_S) * POINTS_PER_MM;
    const y = (yMm - Math.max(-REACH_MM, Math.min(REACH_MM, mv * GAIN_MM_PER_MV))) * POINTS_PER_MM;
    if (isDown) pdf.lineTo(x, y);
    else pdf.moveTo(x, y);
    isDown = true;
  }
  pdf.stroke();
  const x = (xMm + fromS * SPEED_MM_PER_S + 1) * POINTS_PER_MM;
  pdf
    .font('Helvetica-Bold')
    .fontSize(9)
    .fillColor(INK)
    .text(lead, x, (yMm - 14) * POINTS_PER_MM, { lineBreak: false });
}
