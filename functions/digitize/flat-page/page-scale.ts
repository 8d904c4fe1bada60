import type { RasterPage } from '../../ingest/types.ts';
import { isAskew, type PaperMap, plainMap } from '../grid/paper-map.ts';
import type { FoundGrid } from '../grid/sure-grid.ts';
import type { InkMap } from '../ink/ink-map.ts';
import { inkOnPaper } from '../ink/paper.ts';
import { isTwoToned } from '../ink/two-tones.ts';
import { halvedPlane, type Plane } from '../maths/plane.ts';
import { timesEach } from '../maths/times-each.ts';
import { isPieceOfPage } from '../sheet/sheet-ink.ts';
import { type SheetPaper, sheetPapers, USUAL_PROPORTIONS_STRAY } from '../sheet/sheet-map.ts';
import { sheetOutline } from '../sheet/sheet-outline.ts';
import type { Digitized } from '../types.ts';
import { printTurn } from './print-turn.ts';

/** What told the scale of the page, and how far it is to be believed. */
export interface PageScale {
  readonly source: Digitized['calibration']['source'];
  /** 0…1; 0 where nothing but a usual size of paper was assumed. */
  readonly confidence: number;
  /** The length of the rows told it: nothing else did, or pulses bore it out to 3.5 %. */
  readonly byRows?: 'alone' | 'borne out';
}

/**
 * Of pages seen askew times drift where the map lost one family of lines in more than this share of the grid's cells. A flat page's lines are as far
 * apart everywhere, whether they are found or not.
 */
const MOST_HALF_FOLLOWED = 0.12;
const HALF_FOLLOWED = 0.5;
/** So do heights and times where the map has one family of lines wrong in more than this share of the cells in which it has the other right. */
const MOST_LOST = 0.17;

/** A grid that the whole page bears out leaves no doubt, unless parts of it could not be followed. `lost`: see `lostLines`. */
export function gridScale({ half, map, lost = 0 }: Pick<FoundGrid, 'half' | 'map'> & { lost?: number }): PageScale {
  const drifts = (half > MOST_HALF_FOLLOWED || lost > MOST_LOST) && isAskew(map);
  return { source: 'grid', confidence: drifts ? HALF_FOLLOWED : 1 };
}

const MM_PER_INCH = 25.4;
/** Long side of A4 and letter, mm: their middle. */
const USUAL_LONG_SIDE_MM = 288;
/** Sheets, and cuttings from the usual ones, that a stated resolution may make of a page: what is longer is a sheet whole, and has its proportions. */
const SHEET_MM: readonly [number, number] = [150, 450];
const CUT_FROM_MM = 300;
const LARGE_PROPORTIONS: readonly [number, number] = [0.6, 0.85];
/** Resolutions are stated of the scanner; whether the page was resized since is not known. */
const DPI_CONFIDENCE = 0.55;

/**
 * The paper as the file's resolution has it, or else as a usual sheet that fills the picture, turned as baselines and lines of print run: a
 * page without a grid shows no more than that.
 */
export function paperByPrint(
  page: RasterPage,
  inks: Pick<InkMap, 'ink' | 'paper'>,
): { map: PaperMap; scale: PageScale } {
  const { widthPx, heightPx, dpi } = page;
  const longPx = Math.max(widthPx, heightPx);
  const byDpi = dpi === null ? null : dpi / MM_PER_INCH;
  const isMeant = byDpi !== null && mayBeSheet(longPx / byDpi, Math.min(widthPx, heightPx) / byDpi);
  const pitchPx = isMeant ? byDpi : longPx / USUAL_LONG_SIDE_MM;
  return {
    map: plainMap(widthPx, heightPx, { x: pitchPx, y: pitchPx }, turnOfPrint(page, inks)),
    scale: isMeant ? { source: 'dpi', confidence: DPI_CONFIDENCE } : { source: 'layout', confidence: 0 },
  };
}

/** Whether paper of this size, mm, may be a sheet or a cutting; pictures state the resolution of screens as well. */
function mayBeSheet(longMm: number, shortMm: number): boolean {
  const [least, most] = LARGE_PROPORTIONS;
  const isWhole = shortMm >= least * longMm && shortMm <= most * longMm;
  return longMm >= SHEET_MM[0] && longMm <= SHEET_MM[1] && (longMm <= CUT_FROM_MM || isWhole);
}

/** Turns that differ by more than this, rad, are not the same. */
const SAME_TURN = 0.005;

/**
 * How the print on a page's paper is turned: the black rims of scans stand upright however the sheet lies. On pages of two tones so does the pattern of dots
 * that some greys are made of; a quarter of the size does not show it, and tells the turn less finely.
 */
function turnOfPrint(page: RasterPage, { ink, paper }: Pick<InkMap, 'ink' | 'paper'>): number {
  const own = inkOnPaper(ink, paper);
  const turn = printTurn(own);
  if (!isTwoToned(page)) return turn;
  const coarse = printTurn(halvedPlane(halvedPlane(own)));
  return Math.abs(coarse - turn) < SAME_TURN ? turn : coarse;
}

/** The sheet's size is guessed from its proportions, and its edges may curl. */
const OUTLINE_CONFIDENCE = 0.75;

/** The paper as the outline of a sheet shows it that lies whole in the picture, the likeliest sheet first; empty where there is none. */
export function papersBySheet(page: RasterPage, ink: Plane): SheetPaper[] {
  const outline = sheetOutline(page);
  return outline === null || isPieceOfPage(outline.corners, ink)
    ? []
    : sheetPapers(outline, page.widthPx, page.heightPx);
}

/** The scale of a page by its sheet; null where none fits well. */
export function sheetScale(papers: readonly SheetPaper[]): { map: PaperMap; scale: PageScale } | null {
  const [sheet] = papers;
  if (sheet === undefined || sheet.stray > USUAL_PROPORTIONS_STRAY) return null;
  return { map: sheet.map, scale: { source: 'layout', confidence: OUTLINE_CONFIDENCE } };
}

/** Proportions that fit one sheet better than another by less (logarithm) leave open which it is: those of usual ones differ by 0.09. */
const OPEN_PROPORTIONS = 0.05;

/** By how much a millimetre is more pixels on the sheet that comes second, where it may be that as well; else null. */
export function otherSheet([sheet, other]: readonly SheetPaper[]): { readonly x: number; readonly y: number } | null {
  if (sheet === undefined || other === undefined || other.stray - sheet.stray > OPEN_PROPORTIONS) return null;
  const [[width, height], [otherWidth, otherHeight]] = [sheet.sizeMm, other.sizeMm];
  return { x: width / otherWidth, y: height / otherHeight };
}

/** At this paper speed rows are as long as the paper lets them be, mm/s: 250 mm say little. */
const FAST_MM_PER_S = 50;
const ROWS_AT_SPEED = { alone: 0.4, 'borne out': 0.65 } as const;

/** Lowers a reading's quality by what its scale leaves open at its paper speed, that of its leads by the root of that, and says so. */
export function doubtedByScale(
  quality: Digitized['quality'],
  { confidence, source, byRows }: PageScale,
  speedMmPerS: number,
): Digitized['quality'] {
  if (source === 'stated' || (source === 'grid' && confidence === 1)) return quality;
  const [share, reason] =
    source === 'grid'
      ? [confidence, 'The grid could not be followed everywhere: times or heights may drift over the page.']
      : [0.45 + 0.5 * confidence, 'No grid was found: times and heights follow from other marks and are less sure.'];
  const atSpeed = byRows !== undefined && speedMmPerS === FAST_MM_PER_S ? ROWS_AT_SPEED[byRows] : 1;
  const open = share * atSpeed;
  // Of leads on such scales 85 % are right that said 0.87 of themselves, and 75 % where the grid was lost (56 pages, 435 leads).
  const leads = timesEach(quality.leads, Math.sqrt(open));
  return { score: quality.score * open, leads, reasons: [...quality.reasons, reason] };
}
