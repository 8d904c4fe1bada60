import type { RasterPage } from '../ingest/types.ts';
import { type CoarseGrid, coarseGrid, fitTiles, wholePagePitch } from './grid-tiles.ts';
import { inkMap } from './ink-map.ts';
import type { PageNetwork } from './page-network/page-network.ts';
import { fitPaperMap, type PaperMap } from './paper-map.ts';
import { partedFrame, type SeenPage } from './parted-frame.ts';
import type { Plane } from './plane.ts';
import { type Frame, rectify } from './rectify.ts';

const MIN_FRAME_PITCH_PX = 7;
const MAX_FRAME_PITCH_PX = 12;
/** Below this turn (rad) and misfit a page is read as it lies, without resampling. */
const FLAT_ANGLE = 0.0035;

/** The page made upright, with pen ink only. */
export interface UprightPage {
  readonly frame: Frame;
  readonly map: PaperMap;
  readonly coarse: CoarseGrid;
  /** How well colour tells pen from grid, 0…1. */
  readonly colourSeparation: number;
  /** Ink value of a full stroke after the grid was taken out. */
  readonly level: number;
  /** What the page network made of the frame; null where none is loaded, or where it sees no trace. */
  readonly seen: SeenPage | null;
}

/** Finds the grid, takes page to paper and separates the ink. Null when no grid repeats on the page. */
export async function uprightPage(page: RasterPage, network: PageNetwork | null): Promise<UprightPage | null> {
  const { ink, print, colourSeparation } = inkMap(page);
  const coarse = coarseGrid(print);
  if (coarse === null) return null;
  const map = fitPaperMap(fitTiles(print, coarse, 5, 4), page.widthPx, page.heightPx);
  if (map === null) return null;
  const frame = makeFrame(ink, print, map);
  return { map, coarse, colourSeparation, ...(await partedFrame(page, ink, frame, network)) };
}

function makeFrame(ink: Plane, print: Plane, map: PaperMap): Frame {
  const [xx, xy] = [(map.xMm[0] as number) / map.scale, (map.xMm[1] as number) / map.scale];
  const [yx, yy] = [(map.yMm[0] as number) / map.scale, (map.yMm[1] as number) / map.scale];
  const pitchX = 1 / Math.hypot(xx, xy);
  const pitchY = 1 / Math.hypot(yx, yy);
  const turned = Math.max(Math.abs(xy / xx), Math.abs(yx / yy));
  if (map.degree === 1 && turned < FLAT_ANGLE && Math.min(pitchX, pitchY) >= MIN_FRAME_PITCH_PX * 0.9) {
    const pitchPx = {
      x: wholePagePitch(print, 'down', Math.atan2(xy, xx), pitchX),
      y: wholePagePitch(print, 'across', Math.atan2(-yx, yy), pitchY),
    };
    return { ink, pitchPx, toPage: (x, y) => [x, y] };
  }
  const native = Math.sqrt(pitchX * pitchY);
  return rectify(ink, map, Math.min(MAX_FRAME_PITCH_PX, Math.max(MIN_FRAME_PITCH_PX, native * 1.15)));
}
