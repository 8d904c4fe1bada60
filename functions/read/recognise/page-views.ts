import type { PageGeometry, PenInk } from '../../digitize/types.ts';
import type { DecodedPage, RasterPage } from '../../ingest/types.ts';
import { boxOfPaper, layFlat, liesStraight, type PaperFrame, paperFrame, partOf } from '../frame/paper-frame.ts';
import { boxOnPage, type QuarterTurns, turnDarkness, turnRaster } from '../frame/reading-frame.ts';
import { type Darkness, measureDarkness } from '../ink/darkness.ts';
import { doubleDarkness, readingScale } from '../ink/enlarge.ts';
import { findInk, fullInk, type Ink } from '../ink/ink.ts';
import { chooseSegments, straightenShort } from '../segments/choose-segments.ts';
import { findTextSegments, type TextSegment } from '../segments/text-segments.ts';
import type { Box } from '../types.ts';

/** The ink of an upright page, or of a band of it, and what looks like lines of print in it. */
export interface View {
  readonly ink: Ink;
  readonly segments: readonly TextSegment[];
  /** A box of the view in pixels of the page as decoded. */
  readonly onPage: (box: Box) => Box;
}

/** A band across the upright page, in shares of its height. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

const WHOLE: Band = { from: 0, to: 1 };

/** Looks at all of a page, or at a band of it alone, which takes so much less time. */
export type Look = (band?: Band) => View;

/** Turns a page upright one way; its darkness is measured once, however many bands are then looked at. */
export type WayUp = () => Look;

/** The ways in which the page may be upright, the likeliest first. `pen`: its ink, where that is to be looked at instead of its darkness. */
export function waysToLook(page: DecodedPage, geometry: PageGeometry | null, pen: PenInk | null = null): WayUp[] {
  const turned = (turns: QuarterTurns) => () => turnedLook(page, turns, pen);
  if (geometry === null) return [turned(0), turned(2), turned(1), turned(3)];
  const turns = geometry.quarterTurns;
  const straight = [turned(turns), turned(((turns + 2) % 4) as QuarterTurns)];
  if (liesStraight(geometry, page.raster)) return straight;
  const { widthPx, heightPx } = page.raster;
  const scale = readingScale(widthPx, heightPx);
  const frames = [false, true].map((upsideDown) => paperFrame(geometry, page.raster, scale, upsideDown));
  const flat = frames.flatMap((frame) => (frame === null ? [] : [() => flatLook(darknessOf(page.raster, pen), frame)]));
  return [...flat, ...straight];
}

const darknessOf = (raster: RasterPage, pen: PenInk | null): Darkness =>
  pen === null ? measureDarkness(raster) : { widthPx: pen.widthPx, heightPx: pen.heightPx, level: pen.values };

function flatLook(darkness: Darkness, whole: PaperFrame): Look {
  const fullOf = fullOfBands(darkness);
  return (band = WHOLE) => {
    const part = partOf(whole, ...rowsOf(band, whole.heightPx));
    return viewOf(layFlat(darkness, part), fullOf(band), (box) => boxOfPaper(box, part));
  };
}

function turnedLook(page: DecodedPage, turns: QuarterTurns, pen: PenInk | null): Look {
  const darkness =
    pen === null ? measureDarkness(turnRaster(page.raster, turns)) : turnDarkness(darknessOf(page.raster, pen), turns);
  const { widthPx, heightPx } = darkness;
  const scale = readingScale(widthPx, heightPx);
  const fullOf = fullOfBands(darkness);
  return (band = WHOLE) => {
    const [top, bottom] = rowsOf(band, heightPx);
    const rows = { widthPx, heightPx: bottom - top, level: darkness.level.subarray(top * widthPx, bottom * widthPx) };
    const enlarged = scale === 2 ? doubleDarkness(rows) : rows;
    return viewOf(enlarged, fullOf(band), ([x, y, width, height]) =>
      boxOnPage([x, y + top * scale, width, height], scale, turns, page),
    );
  };
}

const rowsOf = ({ from, to }: Band, heightPx: number) =>
  [Math.round(from * heightPx), Math.round(to * heightPx)] as const;

/** The darkness of full ink, which a band with little print does not tell; undefined of a whole page, which tells it itself. */
function fullOfBands({ level }: Darkness): (band: Band) => number | undefined {
  let ofPage: number | undefined;
  return ({ from, to }) => {
    if (to - from === 1) return undefined;
    ofPage ??= fullInk(level);
    return ofPage;
  };
}

function viewOf(darkness: Darkness, full: number | undefined, onPage: View['onPage']): View {
  const ink = findInk(darkness, full);
  return { ink, segments: straightenShort(chooseSegments(findTextSegments(ink))), onPage };
}
