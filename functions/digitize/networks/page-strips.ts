import { padded } from '../page-network/network-view.ts';
import type { PageMaps } from '../page-network/page-network.ts';

/** Pixels that are seen at once, since a pass holds about 120 bytes for each: of a page in one piece, as most are, and of strips of one. */
const WHOLE_PX = 2_000_000;
const STRIP_PX = 1_650_000;
/** Rows that two strips share on either side of their border; maps change by less than 0.3 there, and hardly anywhere by 0.1. */
const SHARED_ROWS = 64;

/** One pass over part of a page: its pixels → its maps. */
export type Pass = (input: Uint32Array, widthPx: number, heightPx: number) => Promise<PageMaps>;

/**
 * Sees a page in strips of one height, one after another, and joins what they say, so that a pass holds no more memory for a large page than for a
 * small one. Sizes are multiples of `SIZE_STEP`.
 */
export async function inStrips(input: Uint32Array, widthPx: number, heightPx: number, pass: Pass): Promise<PageMaps> {
  const plane = widthPx * heightPx;
  if (plane <= WHOLE_PX) return pass(input, widthPx, heightPx);
  const rowsOf = (strips: number) => padded((heightPx + 2 * SHARED_ROWS * (strips - 1)) / strips);
  let strips = 2;
  while (rowsOf(strips) * widthPx > STRIP_PX && rowsOf(strips + 1) < rowsOf(strips)) strips++;
  const rows = rowsOf(strips);
  const apart = rows - 2 * SHARED_ROWS;
  const whole: PageMaps = {
    widthPx,
    heightPx,
    trace: new Float32Array(plane),
    print: new Float32Array((3 * plane) / 4),
    named: new Float32Array(plane / 16),
  };
  for (let strip = 0; strip < strips; strip++) {
    const isLast = strip === strips - 1;
    const top = isLast ? heightPx - rows : strip * apart;
    const maps = await pass(input.subarray(top * widthPx, (top + rows) * widthPx), widthPx, rows);
    // A strip answers for its rows but those shared with the one before, which that one answers for half of.
    const skipped = strip === 0 ? 0 : (strip - 1) * apart + rows - SHARED_ROWS - top;
    const taken = { top: top + skipped, rows: rows - skipped - (isLast ? 0 : SHARED_ROWS), skipped, stripRows: rows };
    join(whole.trace, maps.trace, whole, taken, 1, 1);
    join(whole.print, maps.print, whole, taken, 2, 3);
    join(whole.named, maps.named, whole, taken, 4, 1);
  }
  return whole;
}

interface Taken {
  /** First row of the page that the strip answers for, and how many. */
  readonly top: number;
  readonly rows: number;
  /** Rows of the strip before that, and all of its rows. */
  readonly skipped: number;
  readonly stripRows: number;
}

/** Copies a strip's planes, a pixel of which covers `step` × `step` pixels of the page, into the page's. */
function join(
  whole: Float32Array,
  part: Float32Array,
  { widthPx, heightPx }: PageMaps,
  { top, rows, skipped, stripRows }: Taken,
  step: number,
  planes: number,
): void {
  const width = widthPx / step;
  for (let k = 0; k < planes; k++) {
    const from = ((k * stripRows + skipped) / step) * width;
    whole.set(part.subarray(from, from + (rows / step) * width), ((k * heightPx + top) / step) * width);
  }
}
