import type { Affine } from './pdf-frame.ts';
import type { Pdfium } from './pdfium.ts';
import type { VectorText } from './types.ts';

const CHARACTER_LIMIT = 50_000;
/** A gap of this many character heights begins another run: two columns of a header on one line. */
const GAP_HEIGHTS = 1.2;
const WORD_GAP_HEIGHTS = 0.2;

interface Run {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The page's text as runs on one line each, in reading order of the file, boxes in pixels. */
export function textsOf(pdfium: Pdfium, page: number, map: Affine): VectorText[] {
  const text = pdfium._FPDFText_LoadPage(page);
  if (text === 0) return [];
  const rect = pdfium._malloc(16);
  const runs: Run[] = [];
  let run: Run | null = null;
  const count = Math.min(pdfium._FPDFText_CountChars(text), CHARACTER_LIMIT);
  for (let i = 0; i < count; i++) {
    const code = pdfium._FPDFText_GetUnicode(text, i);
    if (code === 13 || code === 10 || code === 0) {
      run = null;
      continue;
    }
    const character = String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
    if (pdfium._FPDFText_GetLooseCharBox(text, i, rect) === 0) continue;
    const box = boxOf(new DataView(pdfium.HEAPU8.buffer), rect, map);
    const joins = run !== null && continues(run, box);
    if (run !== null && joins) {
      // Words that are placed one by one have no space between them in the file.
      run.text += box.left - run.right > WORD_GAP_HEIGHTS * (box.bottom - box.top) ? ` ${character}` : character;
      run.left = Math.min(run.left, box.left);
      run.right = Math.max(run.right, box.right);
      run.top = Math.min(run.top, box.top);
      run.bottom = Math.max(run.bottom, box.bottom);
    } else if (character.trim() !== '') {
      run = { text: character, ...box };
      runs.push(run);
    }
  }
  pdfium._free(rect);
  pdfium._FPDFText_ClosePage(text);
  return runs.map(({ text, left, top, right, bottom }) => ({
    text: text.trim().replace(/\s+/g, ' '),
    box: [left, top, right - left, bottom - top],
  }));
}

/** Whether the character stands next to the end of the run, on its line; lines of turned text run up or down the page. */
function continues(run: Run, box: Omit<Run, 'text'>): boolean {
  const height = Math.min(box.bottom - box.top, box.right - box.left) || 1;
  const size = Math.max(box.bottom - box.top, box.right - box.left);
  const apartX = Math.max(0, box.left - run.right, run.left - box.right);
  const apartY = Math.max(0, box.top - run.bottom, run.top - box.bottom);
  const isOnLine = Math.abs(box.bottom - run.bottom) < 0.5 * size && apartX < GAP_HEIGHTS * size;
  const isOnColumn = Math.abs(box.right - run.right) < 0.5 * height && apartY < GAP_HEIGHTS * size;
  return isOnLine || isOnColumn;
}

/** FS_RECTF is left, top, right, bottom in page units, y up; turned pages swap the corners. */
function boxOf(view: DataView, rect: number, [a, b, c, d, e, f]: Affine): Omit<Run, 'text'> {
  const [left, top, right, bottom] = [0, 4, 8, 12].map((at) => view.getFloat32(rect + at, true)) as [
    number,
    number,
    number,
    number,
  ];
  const [x0, y0] = [a * left + c * top + e, b * left + d * top + f];
  const [x1, y1] = [a * right + c * bottom + e, b * right + d * bottom + f];
  return { left: Math.min(x0, x1), top: Math.min(y0, y1), right: Math.max(x0, x1), bottom: Math.max(y0, y1) };
}
