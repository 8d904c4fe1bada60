import type { RasterPage } from '../ingest/types.ts';
import { inkMap } from './ink-map.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { plainMap } from './paper-map.ts';
import { partedFrame } from './parted-frame.ts';
import { type Frame, rectify } from './rectify.ts';
import type { UprightPage } from './upright-frame.ts';

/** Coarser pages are enlarged, since a trace of one pixel cannot be followed to a fraction of it. */
const MIN_FRAME_PITCH_PX = 6.3;
const ENLARGED_PITCH_PX = 8;

/**
 * The upright page by the pixels a millimetre that a person stated, instead of by its grid. The paper counts as flat
 * and straight: a page without a grid shows nothing that could tell otherwise.
 */
export async function statedUpright(
  page: RasterPage,
  pitchPx: { readonly x: number; readonly y: number },
  network: PageNetwork | null,
): Promise<UprightPage> {
  const inks = inkMap(page);
  const { ink, colourSeparation } = inks;
  const map = plainMap(page.widthPx, page.heightPx, pitchPx, 0);
  const asItLies: Frame = { ink, pitchPx, toPage: (x, y) => [x, y] };
  const isFine = Math.min(pitchPx.x, pitchPx.y) >= MIN_FRAME_PITCH_PX;
  const frame = isFine ? asItLies : rectify(ink, map, ENLARGED_PITCH_PX);
  const scale = { source: 'stated', confidence: 1 } as const;
  return { map, scale, colourSeparation, ...(await partedFrame(page, inks, frame, network)) };
}
