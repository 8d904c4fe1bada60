import PDFDocument from 'pdfkit';
import type { Inferred } from '../infer/types.ts';
import type { LeadSignals } from '../measure/types.ts';
import type { PrintedFacts } from '../read/types.ts';
import { drawPaper, POINTS_PER_MM } from './report-paper.ts';
import { findingLines, measurementLines, printedLines } from './report-text.ts';
import { drawTraces, GAIN_MM_PER_MV, SPEED_MM_PER_S } from './report-traces.ts';

/** What a report shows; `title` is what the caller wants in its head, such as a study number. */
export interface ReportContent {
  readonly title: string;
  readonly signals: LeadSignals;
  readonly printed: PrintedFacts | null;
  readonly inferred: Inferred | null;
  /** Quality of the digitizing with its reasons; null for recordings. */
  readonly quality: { readonly score: number; readonly reasons: readonly string[] } | null;
  /** Date written into the file; the same content and date give the same bytes. */
  readonly madeAt: Date;
}

const NOTICE = 'Research and decision support, not a medical device. Every finding needs a physician.';
const MARGIN_MM = 20;
const PAPER = { xMm: 23, yMm: 58, widthMm: 250, rowMm: 33 };

/** One A4 page, landscape, drawn in exact millimetres: 25 mm/s, 10 mm/mV, the facts above, the notice below. */
export async function reportPdf(content: ReportContent): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    info: { Title: 'ECG report', Producer: 'ecgraph', Creator: 'ecgraph', CreationDate: content.madeAt },
  });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.once('end', resolve).once('error', reject));
  drawHead(pdf, content);
  drawPaper(pdf, PAPER.xMm, PAPER.yMm, PAPER.widthMm, 4 * PAPER.rowMm);
  drawTraces(pdf, content.signals, PAPER.xMm, PAPER.yMm, PAPER.rowMm);
  drawFoot(pdf, content);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawHead(pdf: PDFKit.PDFDocument, { title, printed, inferred }: ReportContent): void {
  const at = (xMm: number, yMm: number): [number, number] => [xMm * POINTS_PER_MM, yMm * POINTS_PER_MM];
  pdf.fillColor('#111111').font('Helvetica-Bold').fontSize(13);
  pdf.text(latin(title), ...at(MARGIN_MM, 10), { lineBreak: false });
  const columns = [
    ['Printed', printedLines(printed)],
    ['Measured', measurementLines(inferred)],
    ['Findings', findingLines(inferred)],
  ] as const;
  for (const [index, [heading, lines]] of columns.entries()) {
    const [x, y] = at(MARGIN_MM + index * 86, 19);
    pdf.font('Helvetica-Bold').fontSize(8).text(heading, x, y, { lineBreak: false });
    pdf.font('Helvetica').fontSize(7.5);
    for (const [row, line] of lines.slice(0, 10).entries()) {
      const width = 82 * POINTS_PER_MM;
      pdf.text(latin(line), x, y + (row + 1.3) * 9.2, { width, height: 9, lineBreak: false, ellipsis: true });
    }
  }
}

function drawFoot(pdf: PDFKit.PDFDocument, { quality }: ReportContent): void {
  const y = (PAPER.yMm + 4 * PAPER.rowMm + 3) * POINTS_PER_MM;
  const x = PAPER.xMm * POINTS_PER_MM;
  const doubt =
    quality === null ? '' : `   Quality of the digitizing ${quality.score.toFixed(2)}. ${quality.reasons.join(' ')}`;
  pdf.font('Helvetica').fontSize(7.5).fillColor('#111111');
  pdf.text(latin(`${SPEED_MM_PER_S} mm/s   ${GAIN_MM_PER_MV} mm/mV${doubt}`), x, y, {
    width: PAPER.widthMm * POINTS_PER_MM,
    height: 9,
    ellipsis: true,
  });
  pdf.font('Helvetica-Bold').text(NOTICE, x, y + 12, { lineBreak: false });
}

/** The fonts that every viewer has know Latin characters only. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e\xa0-\xff–]/g, '?');
}
