/** What a page of a hand-written PDF holds, in PDF points, y up. */
export interface PlainPage {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly content: string;
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Left, bottom, right, top where they are not the page's size. */
  readonly mediaBox?: readonly number[];
  readonly cropBox?: readonly number[];
  /** Points of user space are this many times larger (UserUnit). */
  readonly userUnit?: number;
  /** Content streams of form XObjects, called /X0, /X1 … with their matrices. */
  readonly forms?: readonly {
    readonly content: string;
    readonly matrix: readonly number[];
    readonly box?: readonly number[];
  }[];
  /** Images of the page, called /I0, /I1 …. */
  readonly images?: readonly PlainImage[];
  /** Tiling patterns, called /P0, /P1 … */
  readonly patterns?: readonly { readonly content: string; readonly stepPt: number }[];
  /** Further entries of the document catalogue. */
  readonly catalogue?: string;
}

/** Interleaved 8-bit RGB. */
export interface PlainImage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8Array;
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
const FIRST_FREE = 3;

/** A complete PDF of one page, uncompressed, with the font /F (Helvetica). */
export function plainPdf(page: PlainPage): Uint8Array {
  return plainPdfOf([page]);
}

/** A complete PDF of several pages. */
export function plainPdfOf(pages: readonly PlainPage[]): Uint8Array {
  const bodies = new Map<number, string>();
  let next = FIRST_FREE;
  const add = (body: string): number => {
    bodies.set(next, body);
    return next++;
  };
  const kids = pages.map((page) => add(pageBody(page, add)));
  bodies.set(1, `<< /Type /Catalog /Pages 2 0 R ${pages[0]?.catalogue ?? ''} >>`);
  bodies.set(2, `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`);
  let text = '%PDF-1.6\n';
  let table = '0 1\n0000000000 65535 f \n';
  for (const [number, body] of [...bodies].sort(([a], [b]) => a - b)) {
    table += `${number} 1\n${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const trailer = `trailer\n<< /Size ${next} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n${table}${trailer}`, 'latin1');
}

function pageBody(page: PlainPage, add: (body: string) => number): string {
  const named = (letter: string, bodies: readonly string[]) =>
    bodies.map((body, i) => `/${letter}${i} ${add(body)} 0 R`).join(' ');
  const forms = (page.forms ?? []).map(({ content, matrix, box = [-5000, -5000, 5000, 5000] }) =>
    stream(`/Type /XObject /Subtype /Form /BBox [${box.join(' ')}] /Matrix [${matrix.join(' ')}]`, content),
  );
  const patterns = (page.patterns ?? []).map(({ content, stepPt }) => {
    const step = `/BBox [0 0 ${stepPt} ${stepPt}] /XStep ${stepPt} /YStep ${stepPt}`;
    return stream(`/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 ${step} /Resources << >>`, content);
  });
  const resources = [
    `/Font << /F ${add(FONT)} 0 R >>`,
    `/XObject << ${named('X', forms)} ${named('I', (page.images ?? []).map(imageBody))} >>`,
    `/Pattern << ${named('P', patterns)} >>`,
  ].join(' ');
  const boxes = [
    `/MediaBox [${(page.mediaBox ?? [0, 0, page.widthPt, page.heightPt]).join(' ')}]`,
    page.cropBox === undefined ? '' : `/CropBox [${page.cropBox.join(' ')}]`,
    page.userUnit === undefined ? '' : `/UserUnit ${page.userUnit}`,
  ].join(' ');
  const contents = add(stream('', page.content));
  return `<< /Type /Page /Parent 2 0 R ${boxes} /Rotate ${page.rotate ?? 0} /Contents ${contents} 0 R /Resources << ${resources} >> >>`;
}

function imageBody({ widthPx, heightPx, data }: PlainImage): string {
  const size = `/Type /XObject /Subtype /Image /Width ${widthPx} /Height ${heightPx}`;
  return stream(`${size} /ColorSpace /DeviceRGB /BitsPerComponent 8`, Buffer.from(data).toString('latin1'));
}

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
