import { deflateSync } from 'node:zlib';
import type { Drawing, Item, Rgb, TextRun } from './drawing.ts';
import { type FontName, glyphFor } from './fonts.ts';
import { pdfFile, pdfStream } from './pdf-file.ts';

export interface PdfOptions {
  /** One path a line, or one path a segment, as some carts write. */
  readonly strokes: 'path' | 'segment';
  /** Text in a standard font, or as filled outlines. Characters outside Latin-1 are always outlines. */
  readonly text: 'font' | 'outline';
}

/** The standard fonts whose widths the bundled typefaces share. */
const STANDARD: Record<FontName, string> = {
  sans: 'Helvetica',
  'sans-bold': 'Helvetica-Bold',
  serif: 'Times-Roman',
  'serif-bold': 'Times-Bold',
  mono: 'Courier',
  'mono-bold': 'Courier-Bold',
};
const FONT_NAMES = Object.keys(STANDARD) as FontName[];
const POINTS_PER_MM = 72 / 25.4;

const mm = (value: number): string => String(Number(value.toFixed(4)));
const pairs = (points: Float64Array, i: number): string => `${mm(points[i] ?? 0)} ${mm(points[i + 1] ?? 0)}`;

function outlineText(run: TextRun): string {
  const parts: string[] = [];
  let penMm = run.xMm;
  for (const character of run.text) {
    const glyph = glyphFor(run.font, character);
    for (const contour of glyph.contours) {
      for (let i = 0; i < contour.length; i += 2) {
        const x = penMm + (contour[i] ?? 0) * run.sizeMm;
        const y = run.yMm + (contour[i + 1] ?? 0) * run.sizeMm;
        parts.push(`${mm(x)} ${mm(y)} ${i === 0 ? 'm' : 'l'}`);
      }
      parts.push('h');
    }
    penMm += glyph.advance * run.sizeMm;
  }
  return `${parts.join('\n')}\nf`;
}

function fontText(run: TextRun): string {
  const escaped = run.text.replace(/[\\()]/g, '\\$&');
  const size = mm(run.sizeMm);
  return `BT /F${FONT_NAMES.indexOf(run.font)} 1 Tf ${size} 0 0 -${size} ${mm(run.xMm)} ${mm(run.yMm)} Tm (${escaped}) Tj ET`;
}

function isLatin(text: string): boolean {
  return [...text].every((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff);
  });
}

function content(item: Item, paper: Rgb, options: PdfOptions): string {
  const blend = (part: number, i: number): number => item.opacity * part + (1 - item.opacity) * (paper[i] ?? 255);
  const color = item.color.map((part, i) => (blend(part, i) / 255).toFixed(3)).join(' ');
  if (item.kind === 'text')
    return `${color} rg\n${options.text === 'font' && isLatin(item.text) ? fontText(item) : outlineText(item)}`;
  const { points } = item;
  if (item.kind === 'filled') {
    const path = Array.from({ length: points.length / 2 }, (_, i) => `${pairs(points, 2 * i)} ${i === 0 ? 'm' : 'l'}`);
    return `${color} rg\n${path.join('\n')}\nh f`;
  }
  const pen = `${color} RG ${mm(item.widthMm)} w`;
  const lines: string[] = [];
  if (item.kind === 'segments')
    for (let i = 0; i + 3 < points.length; i += 4) lines.push(`${pairs(points, i)} m ${pairs(points, i + 2)} l S`);
  else if (options.strokes === 'segment')
    for (let i = 0; i + 3 < points.length; i += 2) lines.push(`${pairs(points, i)} m ${pairs(points, i + 2)} l S`);
  else {
    for (let i = 0; i + 1 < points.length; i += 2) lines.push(`${pairs(points, i)} ${i === 0 ? 'm' : 'l'}`);
    lines.push('S');
  }
  return `${pen}\n${lines.join('\n')}`;
}

/**
 * Drawings as a PDF of vector paths, a page each: the same millimetres as the raster, under a transform that turns the
 * y axis down. Opacity becomes a paler colour.
 */
export function toPdf(drawings: readonly Drawing[], options: PdfOptions): Buffer {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer): number => objects.push(Buffer.from(body));
  const catalog = add('<< /Type /Catalog /Pages 2 0 R >>');
  const firstFont = 3;
  const firstPage = firstFont + FONT_NAMES.length;
  const kids = drawings.map((_, i) => `${firstPage + 2 * i} 0 R`).join(' ');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${drawings.length} >>`);
  for (const name of FONT_NAMES)
    add(`<< /Type /Font /Subtype /Type1 /BaseFont /${STANDARD[name]} /Encoding /WinAnsiEncoding >>`);
  const fonts = FONT_NAMES.map((_, i) => `/F${i} ${firstFont + i} 0 R`).join(' ');
  for (const drawing of drawings) {
    const k = POINTS_PER_MM;
    const height = (drawing.heightMm * k).toFixed(3);
    const start = `${k.toFixed(6)} 0 0 ${(-k).toFixed(6)} 0 ${height} cm 1 J 1 j`;
    const stream = deflateSync(
      Buffer.from([start, ...drawing.items.map((item) => content(item, drawing.paper, options))].join('\n'), 'latin1'),
    );
    const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${(drawing.widthMm * k).toFixed(3)} ${height}]`;
    add(`${page} /Resources << /Font << ${fonts} >> >> /Contents ${objects.length + 2} 0 R >>`);
    add(pdfStream('/Filter /FlateDecode', stream));
  }
  return pdfFile(objects, catalog);
}
