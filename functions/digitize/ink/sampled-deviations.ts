import type { RasterPage } from '../../ingest/types.ts';
import { mean } from '../maths/mean.ts';
import { type Paper, paperRow } from './paper.ts';

const SAMPLES = 150_000;
/** Where more of the page than this holds hardly any paper, all of it tells the colours. */
const MOST_HIDDEN = 0.7;
/** What even and uneven steps see differs by this share of it at most, unless even ones miss a grid or meet all of it. */
const ALIKE = 0.1;
/** Multiples of the golden ratio fill the unit evenly (Weyl). */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Deviation from paper, 0…1 a channel, of about 150,000 pixels over the page; of the paper alone where not most of the page is something else. They are
 * even steps apart, unless that tells wrongly of a grid that a program has drawn whole pixels apart: all its lines may lie between them.
 */
export function sampledDeviations(page: RasterPage, paper: Paper): Float32Array {
  const even = deviationsAt(page, paper, () => 0);
  const uneven = deviationsAt(page, paper, (i) => (i * GOLDEN) % 1);
  const [seen, expected] = [mean(even), mean(uneven)];
  return Math.abs(seen - expected) < ALIKE * expected ? even : uneven;
}

/** `shift`: by how much of a step the i-th row of samples lies further down, and its first one to the right. */
function deviationsAt(page: RasterPage, paper: Paper, shift: (i: number) => number): Float32Array {
  const { widthPx: w, heightPx: h, rgb } = page;
  const step = Math.max(1, Math.floor(Math.sqrt((w * h) / SAMPLES)));
  const rows = Math.ceil(h / step);
  const out = new Float32Array(rows * Math.ceil(w / step) * 3);
  const row = new Float32Array(w * 3);
  const isMostlyPaper = paper.hidden.reduce((sum, block) => sum + block, 0) < MOST_HIDDEN * paper.hidden.length;
  let n = 0;
  for (let i = 0; i < rows; i++) {
    const y = Math.min(h - 1, i * step + Math.floor(step * shift(i)));
    paperRow(paper, y, w, row);
    const blocks = Math.floor(y / paper.blockPx) * paper.columns;
    // Further to the right by another share, so that lines which lean are met as well.
    for (let x = Math.floor(step * shift(3 * i)); x < w; x += step) {
      if (isMostlyPaper && paper.hidden[blocks + Math.floor(x / paper.blockPx)] === 1) continue;
      for (let c = 0; c < 3; c++)
        out[n++] = Math.min(1, Math.max(0, 1 - (rgb[(y * w + x) * 3 + c] as number) / (row[x * 3 + c] as number)));
    }
  }
  return out.subarray(0, n);
}
