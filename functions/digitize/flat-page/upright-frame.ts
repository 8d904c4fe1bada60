import type { RasterPage } from '../../ingest/types.ts';
import { isOfWholePixels } from '../grid/block-grid.ts';
import { scaledByFaintGrid } from '../grid/faint-grid.ts';
import type { PaperMap } from '../grid/paper-map.ts';
import { hasOneTone } from '../ink/one-tone.ts';
import { isTwoToned } from '../ink/two-tones.ts';
import { strokeLevel } from '../marks/stroke.ts';
import { INK_SHARE } from '../marks/trace-level.ts';
import type { Plane } from '../maths/plane.ts';
import type { PageNetwork } from '../page-network/page-network.ts';
import { evenColumns } from './even-columns.ts';
import { frameOf, type LaidPage } from './laid-page.ts';
import { levelByNames } from './level-by-names.ts';
import { middleInPlace } from './middle-in-place.ts';
import { liesSideways } from './orientation.ts';
import type { PageScale } from './page-scale.ts';
import { type Glance, glanceAt, partedFrame, type SeenPage } from './parted-frame.ts';
import type { Frame } from './rectify.ts';
import { runsSideways } from './runs-sideways.ts';
import { marksOf, scaledByMarks } from './scale-by-marks.ts';
import { sheetByMarks } from './sheet-by-marks.ts';
import { viewByRows } from './view-by-rows.ts';

/** The page made upright, with pen ink only. */
export interface UprightPage {
  readonly frame: Frame;
  readonly map: PaperMap;
  readonly scale: PageScale;
  /** How well colour tells pen from grid, 0…1. */
  readonly colourSeparation: number;
  /** Ink value of a full stroke after the grid was taken out. */
  readonly level: number;
  /** What the page network made of the frame; null where none is loaded, or where it sees no trace. */
  readonly seen: SeenPage | null;
}

/**
 * Bars, letters and a grid of the pen's colour count among the ink that early: a page is turned for it only where it gathers by far
 * more up the page. A grid gathers as much either way, and says the less the more of it there is.
 */
const SURELY_SIDEWAYS = 1.7;

/** Of a page without colours what repeats every so many whole pixels may be a printer's dots. */
const GREY = 0.05;

/** Rows say nothing of how paper curls between their ends: scales of pages that they lay flat are less sure. */
const BY_ROWS = 0.7;

/** Whether the traces surely run up the page: told before the costly steps. */
export function seemsSideways({ frame }: Pick<LaidPage, 'frame'>): boolean {
  const { ink, pitchPx } = frame;
  return liesSideways(ink, (pitchPx.x + pitchPx.y) / 2, strokeLevel(ink) * INK_SHARE, SURELY_SIDEWAYS);
}

/** Separates the ink of a laid page by what a glance at it says. Null when nothing tells its scale. */
export async function uprightPage(
  { page, inks, frame, map, scale, isScaled, onOtherSheet }: LaidPage,
  glance: Glance | null,
  network: PageNetwork | null,
): Promise<UprightPage | null> {
  const { colourSeparation } = inks;
  const upright = { map, scale, colourSeparation, ...partedFrame(inks, frame, glance, isScaled) };
  const isBySheet = isScaled && scale.source === 'layout';
  const mayBeDots = scale.source === 'grid' && colourSeparation < GREY && isOfWholePixels(map);
  const isRefutable = isBySheet || mayBeDots;
  if ((isScaled && !isRefutable) || runsSideways(upright)) return upright;
  const relaid = async (as: PaperMap): Promise<UprightPage> => {
    const anew = frameOf(inks, as, null);
    return {
      ...upright,
      map: as,
      ...partedFrame(inks, anew, await glanceAt({ inks, frame: anew }, network), false),
    };
  };
  const marks = marksOf(upright);
  if (isRefutable) {
    const asSheet = sheetByMarks(upright, onOtherSheet, mayBeDots, marks);
    const itsMarks = asSheet === upright ? marks : marksOf(asSheet);
    const inPlace = isBySheet ? middleInPlace(itsMarks, asSheet.frame, asSheet.map) : null;
    return inPlace === null ? asSheet : { ...(await relaid(inPlace)), scale: asSheet.scale };
  }
  const mayBeFax = isTwoToned(page);
  const isFlat = mayBeFax || hasOneTone(page);
  const askew = isFlat ? null : viewByRows(marks, upright.frame, map);
  if (askew === null) {
    const level = levelByNames(marks.labels, upright.frame, map);
    const byMarks =
      level === null ? scaledByMarks(upright, { marks, mayBeFax }) : scaledByMarks(await relaid(level), { mayBeFax });
    return scaled(byMarks, page, inks.print);
  }
  const once = await relaid(askew);
  const onceMarks = marksOf(once);
  // Rows that run together seem to end where they leave their level, until they run beside one another.
  const better = viewByRows(onceMarks, once.frame, askew);
  const seen = better === null ? once : await relaid(better);
  const itsMarks = better === null ? onceMarks : marksOf(seen);
  const even = evenColumns(itsMarks, seen.frame, better ?? askew);
  const byMarks =
    even === null
      ? scaledByMarks(seen, { marks: itsMarks, mayBeFax })
      : scaledByMarks(await relaid(even), { mayBeFax });
  return byMarks && { ...byMarks, scale: { ...byMarks.scale, confidence: BY_ROWS * byMarks.scale.confidence } };
}

/** Scaled by the grid as well, where marks have told where to look for it. */
function scaled(byMarks: UprightPage | null, page: RasterPage, print: Plane): UprightPage | null {
  return byMarks === null || runsSideways(byMarks) ? byMarks : scaledByFaintGrid(byMarks, page, print);
}
