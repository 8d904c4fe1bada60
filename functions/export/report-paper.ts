/** PDF units in a millimetre. */
export const POINTS_PER_MM = 72 / 25.4;

const FINE = { colour: '#f6c9c4', widthMm: 0.07 };
const COARSE = { colour: '#e79a92', widthMm: 0.16 };

/** Draws millimetre paper, every fifth line stronger, with its upper left corner at (xMm, yMm). */
export function drawPaper(pdf: PDFKit.PDFDocument, xMm: number, yMm: number, widthMm: number, heightMm: number): void {
  for (const { colour, widthMm: penMm, every } of [
    { ...FINE, every: 1 },
    { ...COARSE, every: 5 },
  ]) {
    pdf.lineWidth(penMm * POINTS_PER_MM).strokeColor(colour);
    for (let x = 0; x <= widthMm; x += every) line(pdf, xMm + x, yMm, xMm + x, yMm + heightMm);
    for (let y = 0; y <= heightMm; y += every) line(pdf, xMm, yMm + y, xMm + widthMm, yMm + y);
    pdf.stroke();
  }
}

function line(pdf: PDFKit.PDFDocument, x0: number, y0: number, x1: number, y1: number): void {
  pdf.moveTo(x0 * POINTS_PER_MM, y0 * POINTS_PER_MM).lineTo(x1 * POINTS_PER_MM, y1 * POINTS_PER_MM);
}
