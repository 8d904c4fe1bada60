/** What a page of a hand-written PDF holds, in PDF points, y up. */
export interface PlainPage {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly content: string;
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Content streams of form XObjects, called /X0, /X1 … with their matrices. */
  readonly forms?: readonly { readonly content: string; readonly matrix: readonly number[] }[];
  /** Further entries of the document catalogue. */
  readonly catalogue?: string;
}

/** A complete PDF of one page, uncompressed, with the font /F (Helvetica). */
export function plainPdf(page: PlainPage): Uint8Array {
  const forms = page.forms ?? [];
  const firstForm = 6;
  const formNames = forms.map((_, i) => `/X${i} ${firstForm + i} 0 R`).join(' ');
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${page.catalogue ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.widthPt} ${page.heightPt}] /Rotate ${page.rotate ?? 0} /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << ${formNames} >> >> >>`,
    stream('', page.content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...forms.map(({ content, matrix }) =>
      stream(`/Type /XObject /Subtype /Form /BBox [-5000 -5000 5000 5000] /Matrix [${matrix.join(' ')}]`, content),
    ),
  ];
  let text = '%PDF-1.5\n';
  const offsets = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

function stream(dictionary: string, content: string): string {
  return `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}
