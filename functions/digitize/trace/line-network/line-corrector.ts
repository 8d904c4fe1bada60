import type { PageNetwork } from '../../page-network/page-network.ts';
import type { CentreLine } from '../centre-line.ts';
import type { LineView } from './line-view.ts';
import { BATCH, packed, WINDOW, windowsOf } from './line-windows.ts';

/** A traced line and how the line network sees it. */
export interface SeenLine {
  readonly line: CentreLine;
  readonly view: LineView;
}

/** What moves the nodes of traced lines, in place, to where the pen's centre ran. */
export interface LineCorrector {
  correct(lines: readonly SeenLine[]): Promise<void>;
}

/**
 * The corrector that learned from pages with exact traces what pixels, paper and the tracker do to narrow waves, and what is noise; all lines in windows
 * of one shape.
 */
export function lineCorrector(network: Pick<PageNetwork, 'correctLines'>): LineCorrector {
  return {
    async correct(lines) {
      const parts = windowsOf(lines);
      const shares = new Map(lines.map(({ line }) => [line, sharesOf(line.y)]));
      for (let first = 0; first < parts.length; first += BATCH) {
        const batch = parts.slice(first, first + BATCH);
        const moves = await network.correctLines(packed(batch));
        for (const [i, { line, from, ownFrom, ownTo }] of batch.entries()) {
          const { y } = line.line;
          const share = shares.get(line.line);
          for (let k = ownFrom; k < ownTo; k++)
            y[k] = (y[k] as number) + (share?.[k] ?? 0) * (moves[i * WINDOW + k - from] as number);
        }
      }
    },
  };
}

/**
 * Nodes from what is missing, and from a line's ends, on which it is moved in full: nearer to them the network sees a straight line where there is none,
 * or what a bar or a name left of the line.
 */
const FADE = 16;

/** Which share of a move each node takes. */
function sharesOf(y: Float32Array): Float32Array {
  const shares = new Float32Array(y.length).fill(1);
  for (const order of [(k: number) => k, (k: number) => y.length - 1 - k]) {
    let since = 0;
    for (let i = 0; i < y.length; i++) {
      const k = order(i);
      since = Number.isNaN(y[k] as number) ? 0 : since + 1;
      shares[k] = Math.min(shares[k] as number, since / FADE);
    }
  }
  return shares;
}
