import { leanOf, type PaperMap } from './paper-map.ts';

/** Shares of the page's width and height at which the maps are compared: its middle, where most of the paper is. */
const PLACES = [0.2, 0.5, 0.8] as const;
/** What a map makes of a pixel is told this many pixels either way. */
const REACH_PX = 10;

/**
 * Whether two maps of one page differ by hardly more than the size of the paper: along each axis of the page a pixel is everywhere as many times as long on
 * the one as on the other, to a share. Bends do not count: they are of one of them.
 */
export function differByScale(
  one: PaperMap,
  other: PaperMap,
  page: { widthPx: number; heightPx: number },
  share: number,
): boolean {
  const flat = [one, other].map((map) => ({ ...map, bends: null })) as [PaperMap, PaperMap];
  const ratios = PLACES.flatMap((across) =>
    PLACES.map((down) => {
      const [a, b] = flat.map((map) => pixelMm(map, across * page.widthPx, down * page.heightPx)) as [Pixel, Pixel];
      return { x: a.x / b.x, y: a.y / b.y };
    }),
  );
  const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values) - 1;
  return spread(ratios.map(({ x }) => x)) <= share && spread(ratios.map(({ y }) => y)) <= share;
}

/** Length of a pixel along both axes of the page, mm. */
interface Pixel {
  readonly x: number;
  readonly y: number;
}

function pixelMm(map: PaperMap, xPx: number, yPx: number): Pixel {
  const [xByX, xByY] = leanOf(map, 0, xPx, yPx, REACH_PX);
  const [yByX, yByY] = leanOf(map, 1, xPx, yPx, REACH_PX);
  return { x: Math.hypot(xByX, yByX), y: Math.hypot(xByY, yByY) };
}
