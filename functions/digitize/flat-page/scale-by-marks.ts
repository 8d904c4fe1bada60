import { pitchOf } from '../grid/paper-map.ts';
import { findMarks, type PageMarks } from '../marks/page-marks.ts';
import { copiedPlane } from '../maths/plane.ts';
import { SHEETS_MM } from '../sheet/sheets.ts';
import type { PageScale } from './page-scale.ts';
import { runsSideways, uprightNames } from './runs-sideways.ts';
import { stretched } from './stretched.ts';
import type { UprightPage } from './upright-frame.ts';

/** Heights of the pulse of 1 mV, mm, at the gains that carts have. */
const PULSE_MM = [5, 10, 20];
const USUAL_PULSE_MM = 10;
/** The sheet that was assumed may differ from the real one by this (logarithm). */
const PULSE_STRAY = 0.26;
/** Rows of leads are 250 mm long: ten seconds at 25 mm/s, or five at 50. */
export const ROW_MM = 250;
/** Where pulses say so, they are half as long: ten seconds at 12.5 mm/s. */
const HALF_ROW_MM = 125;
const ROW_STRAY = 0.16;
/** So many pulses and rows that speak for one another tell even a scale that is off by this (logarithm). */
const LEAST_FAR_PULSES = 2;
const MOST_FAR = 1;
/** Pulse and rows that differ by less (logarithm) speak for one another. */
const ALIKE = 0.035;
/** A flat page's pixels are square where both differ by less (logarithm): rows measure them more finely than pulses, which are few pixels high. */
const SQUARE = 0.018;
/** Rows that do not end together are as long as rows are where the pulses say the same to this. */
const BORNE_OUT = 0.006;
/** Pulses say for sure how high 1 mV is where so many differ by no more than this share. */
const SURE_PULSES = { least: 3, spread: 0.03 } as const;
/** So do two that are as good as one height, which waves hardly are by chance. */
const TWIN_PULSES = { least: 2, spread: 0.005 } as const;
/**
 * Rows of a flat page are of another length where sure pulses, which are rather too high than too low, make them so much longer, or shorter (logarithm; on 42 flat pages without a grid whose rows
 * are 250 mm long they were 1.1 % too high at most, 2 on a fax, and 6 among the dots of a dithered page). Between these the pixels of a fax may be no squares: they are 4 % apart.
 */
const OTHER_LENGTH = { longer: 0.012, shorter: 0.017, butForFax: 0.03, muchLonger: 0.055, muchShorter: 0.075 } as const;
/**
 * Those of strips, of few rows with pulses that differ by less than a share, are so where both are further apart (logarithm) than pixels of any picture are long and wide, or than
 * what is seen askew is foreshortened more one way than the other.
 */
const STRIP = { mostRows: 3, leastPulses: 2, spread: 0.06, farOther: 0.1, farOtherAskew: 0.14 } as const;
/** They are printed for whole seconds, which tell their length more finely than pulses that are few pixels high: where these say so within this (logarithm). */
const WHOLE_S = { least: 4, mm: 25, within: 0.02, withinAskew: 0.045 } as const;

/** So many names leave no doubt that the rows are those of an ECG; how far its scale is then to be believed. */
const SURELY_AN_ECG = 6;
const GUESSED = 0.1;

/**
 * Sets the scale of a page without a grid by its marks: heights by the calibration pulse, times by the length of the rows, each by the other
 * where one is missing. Where neither is found and the file states no resolution, rows that do not begin and end together are still as long as rows
 * are if many leads are named; else null. A page that lies sideways comes back as it is, to be turned first. `marks`: the page's, where
 * they were looked for already. `mayBeFax`: whether the page is of two tones, as faxes are, whose pixels are no squares.
 */
export function scaledByMarks(
  upright: UprightPage,
  { marks: given, mayBeFax = true }: { readonly marks?: PageMarks; readonly mayBeFax?: boolean } = {},
): UprightPage | null {
  const { x, y } = upright.frame.pitchPx;
  if (runsSideways(upright)) return upright;
  const marks = given ?? marksOf(upright);
  const [, , , , g = 0, h = 0] = upright.map.view;
  const isFlat = g === 0 && h === 0;
  const { byPulse, byRows: rows } = markRatios(marks, x, y);
  const isSurePulse = isFlat && (doAgree(marks) || doAgree(marks, TWIN_PULSES.least, TWIN_PULSES.spread));
  const farOther = isFlat ? STRIP.farOther : STRIP.farOtherAskew;
  const isFarOther = isStrip(marks) && contradict(rows, byPulse, farOther);
  const usual = isFarOther || (isSurePulse && areOfOtherLength(rows, byPulse, mayBeFax)) ? null : rows;
  const known =
    usual ??
    halfRowRatio(marks, x, byPulse) ??
    wholeSecondsRatio(marks, x, byPulse, isFlat ? WHOLE_S.within : WHOLE_S.withinAskew);
  const told = believed(upright.scale, byPulse, known);
  const isTold = told.confidence > 0;
  const guessed = isTold || uprightNames(upright) < SURELY_AN_ECG ? null : spanRatio(marks, x);
  if (!isTold && guessed === null) return null;
  const byRows = known ?? guessed;
  const byMarks: PageScale = isTold ? told : { source: 'layout', confidence: GUESSED, byRows: 'alone' };
  const { widthPx, heightPx } = { widthPx: 2 * upright.map.originX + 1, heightPx: 2 * upright.map.originY + 1 };
  const native = pitchOf(upright.map);
  const usualRows = contradict(byRows, byPulse, isSurePulse ? SURELY_AGREE : MARKS_AGREE) ? null : byRows;
  const byMarksPx = native.x * (usualRows ?? byPulse ?? 1);
  const agreeing = usualRows !== null ? 'rows' : isSurePulse ? 'sure pulses' : 'pulses';
  const sheet = isFlat ? sheetPitch(widthPx, heightPx, byMarksPx, agreeing) : null;
  const isSquare = isFlat && areAlike(byRows, byPulse, SQUARE);
  const [ratioX, ratioY] =
    sheet === null
      ? [byRows ?? byPulse ?? 1, (isSquare ? byRows : byPulse) ?? byRows ?? 1]
      : [sheet / native.x, sheet / native.y];
  const scale =
    sheet === null ? byMarks : { source: byMarks.source, confidence: Math.max(SHEET_CONFIDENCE, byMarks.confidence) };
  return { ...stretched(upright, { x: ratioX, y: ratioY }), scale };
}

/** A picture with a sheet's proportions to this share shows the whole sheet at a usual resolution (dots an inch), where the marks agree to that one. */
const SAME_PROPORTIONS = 0.004;
const USUAL_DPI = [72, 75, 96, 100, 120, 144, 150, 200, 240, 300, 400, 600];
const SAME_DPI = 0.002;
const MARKS_AGREE = 0.02;
/** The same of sure pulses, which are 0.4 % too high on the mean, 1.5 at most, and 0.5 too low. */
const SURELY_AGREE = 0.013;
const SURE_PULSES_AGREE: readonly [lower: number, higher: number] = [-0.008, MARKS_AGREE];
/**
 * At any other resolution it may show a sheet printed smaller or larger: rows tell better, to a permille, and must bear it out. Carts that leave a gap
 * between columns, or end a little early, print them up to half a percent short.
 */
const ROWS_AGREE: readonly [shorter: number, longer: number] = [-0.006, 0.003];
const SHEET_CONFIDENCE = 0.85;

/** Pixels a mm of a picture that shows a whole sheet, as scanners and exports make them; null where proportions or marks say that it does not. */
function sheetPitch(
  widthPx: number,
  heightPx: number,
  byMarksPx: number,
  agreeing: 'rows' | 'sure pulses' | 'pulses',
): number | null {
  const [long, short] = [Math.max(widthPx, heightPx), Math.min(widthPx, heightPx)];
  for (const [longMm, shortMm] of SHEETS_MM) {
    const pitchPx = long / longMm;
    if (Math.abs(short / long / (shortMm / longMm) - 1) > SAME_PROPORTIONS) continue;
    const isUsual = USUAL_DPI.some((dpi) => Math.abs((pitchPx * 25.4) / dpi - 1) < SAME_DPI);
    const byRows = agreeing === 'rows' && !isUsual ? ROWS_AGREE : null;
    const byPulses = agreeing === 'sure pulses' ? SURE_PULSES_AGREE : null;
    const [least, most] = byRows ?? byPulses ?? [-MARKS_AGREE, MARKS_AGREE];
    const off = byMarksPx / pitchPx - 1;
    if (off > least && off < most) return pitchPx;
  }
  return null;
}

/** The marks of a page whose ink stays as it is: looking for them takes some away. */
export function marksOf({ frame, seen, ...upright }: UprightPage): PageMarks {
  return findMarks({
    ...upright,
    frame: { ...frame, ink: copiedPlane(frame.ink) },
    seen: seen && { ...seen, trace: copiedPlane(seen.trace) },
  });
}

/** What the marks multiply the assumed pitch by. */
interface MarkRatios {
  readonly byPulse: number | null;
  readonly byRows: number | null;
}

/** What pulses and rows say; where neither is anywhere near what was assumed, what both say together: pictures state the resolution of screens. */
function markRatios(marks: PageMarks, pitchX: number, pitchY: number): MarkRatios {
  const byPulse = pulseRatio(marks, pitchY);
  const byRows = rowRatio(marks, pitchX, byPulse);
  const isFar = byPulse === null && (byRows === null || isStrip(marks));
  return (isFar ? farRatios(marks, pitchX, pitchY) : null) ?? { byPulse, byRows };
}

/**
 * What pulses of one height and rows that begin and end together both multiply a pitch by; null where they do not agree to what sure pulses are off by, which is more
 * `amongDots` of a printer.
 */
export function ratioOfAgreeingMarks(
  marks: PageMarks,
  pitch: UprightPage['frame']['pitchPx'],
  amongDots: boolean,
): number | null {
  const { least, spread } = TWIN_PULSES;
  if (!marks.span.agreed || !(doAgree(marks) || (amongDots && doAgree(marks, least, spread)))) return null;
  const { byPulse, byRows } = markRatios(marks, pitch.x, pitch.y);
  return areAlike(byPulse, byRows, amongDots ? ALIKE : SURELY_AGREE) ? byRows : null;
}

/**
 * Pulses of one height and rows that begin and end together, far from the assumed scale, speak for one another; those of a strip, whose rows are of any
 * length, are as high as most pulses.
 */
function farRatios(marks: PageMarks, pitchX: number, pitchY: number): MarkRatios | null {
  const { span, pulses } = marks;
  if (!span.agreed || !doAgree(marks, LEAST_FAR_PULSES)) return null;
  const heights = pulses.map((pulse) => pulse.heightPx / pitchY);
  const middle = (Math.min(...heights) + Math.max(...heights)) / 2;
  const byRows = rowsMm(marks, pitchX) / ROW_MM;
  const byPulse = PULSE_MM.map((mm) => middle / mm).find((ratio) => areAlike(ratio, byRows, ALIKE));
  const isPossible = (ratio: number) => Math.abs(Math.log(ratio)) < MOST_FAR;
  if (byPulse !== undefined && isPossible(byRows)) return { byPulse, byRows };
  const byUsualPulse = middle / USUAL_PULSE_MM;
  return isStrip(marks) && isPossible(byUsualPulse) ? { byPulse: byUsualPulse, byRows: null } : null;
}

/** What the assumed pitch must be multiplied by for the pulses to be as high as 1 mV is at the nearest gain; null without pulses. */
function pulseRatio({ pulses }: PageMarks, pitchPx: number): number | null {
  const heights = pulses.map((pulse) => pulse.heightPx / pitchPx).sort((one, other) => one - other);
  const height = heights[heights.length >> 1];
  if (height === undefined) return null;
  const ratios = PULSE_MM.map((mm) => height / mm).filter((ratio) => Math.abs(Math.log(ratio)) < PULSE_STRAY);
  return ratios.sort((one, other) => Math.abs(Math.log(one)) - Math.abs(Math.log(other)))[0] ?? null;
}

/** Whether many pulses are equally high: one alone may be cut, or be a wave. */
function doAgree(
  { pulses }: PageMarks,
  least: number = SURE_PULSES.least,
  spread: number = SURE_PULSES.spread,
): boolean {
  const heights = pulses.map((pulse) => pulse.heightPx);
  return pulses.length >= least && Math.max(...heights) <= (1 + spread) * Math.min(...heights);
}

/** Whether a page is a strip: few rows, with pulses that are equally high. */
function isStrip(marks: PageMarks): boolean {
  return marks.rows.length <= STRIP.mostRows && doAgree(marks, STRIP.leastPulses, STRIP.spread);
}

/** What the assumed pitch must be multiplied by for a strip, whose length by its pulses is nearly that, to be whole seconds long; null where it is not. */
function wholeSecondsRatio(marks: PageMarks, pitchPx: number, byPulse: number | null, within: number): number | null {
  if (byPulse === null || !marks.span.agreed || !isStrip(marks)) return null;
  const assumedS = rowsMm(marks, pitchPx) / WHOLE_S.mm;
  const seconds = Math.round(assumedS / byPulse);
  const ratio = assumedS / seconds;
  return seconds >= WHOLE_S.least && areAlike(ratio, byPulse, within) ? ratio : null;
}

/** Whether rows are not as long as rows usually are, by pulses that are to be believed. */
function areOfOtherLength(byRows: number | null, byPulse: number | null, mayBeFax: boolean): boolean {
  if (byRows === null || byPulse === null) return false;
  const off = Math.log(byRows / byPulse);
  const { longer, shorter, butForFax, muchLonger, muchShorter } = OTHER_LENGTH;
  if (!mayBeFax) return off > longer || off < -shorter;
  return (off > longer && off < butForFax) || off > muchLonger || off < -muchShorter;
}

/**
 * The same for the rows to be as long as rows are, where they begin and end together or the pulses speak for it: rows tell more finely than pulses. Less
 * of the pulses is enough where half of the rows begin together; names before the others may pass for their begin.
 */
function rowRatio(marks: PageMarks, pitchPx: number, byPulse: number | null): number | null {
  const { span } = marks;
  const ratio = rowsMm(marks, pitchPx) / ROW_MM;
  const isBorneOut = areAlike(byPulse, ratio, span.beginAgreed && span.endAgreed ? ALIKE : BORNE_OUT);
  return isBorneOut || (span.agreed && isPossibleRow(ratio)) ? ratio : null;
}

/** The same whether rows begin and end together or not; null where they are surely of another length. */
function spanRatio(marks: PageMarks, pitchPx: number): number | null {
  const ratio = rowsMm(marks, pitchPx) / ROW_MM;
  return isPossibleRow(ratio) ? ratio : null;
}

const isPossibleRow = (ratio: number): boolean => Math.abs(Math.log(ratio)) < ROW_STRAY;

/** The same for rows that begin and end together to be half as long as usual, which pulses are to say too. */
function halfRowRatio(marks: PageMarks, pitchPx: number, byPulse: number | null): number | null {
  const ratio = rowsMm(marks, pitchPx) / HALF_ROW_MM;
  return marks.span.agreed && areAlike(byPulse, ratio, ALIKE) ? ratio : null;
}

/** How long rows are at a pitch. */
const rowsMm = ({ span }: PageMarks, pitchPx: number): number => (span.endPx - span.startPx) / pitchPx;

/** Whether two ratios are known and differ (logarithm) by less than `within`. */
function areAlike(one: number | null, other: number | null, within: number): boolean {
  return one !== null && other !== null && Math.abs(Math.log(one / other)) < within;
}

/** Whether two ratios are known and differ by that or more. */
function contradict(one: number | null, other: number | null, within: number): boolean {
  return one !== null && other !== null && !areAlike(one, other, within);
}

function believed(assumed: PageScale, byPulse: number | null, byRows: number | null): PageScale {
  if (byPulse === null && byRows === null) return assumed;
  if (byPulse === null) {
    const scale = { source: 'layout', confidence: Math.max(0.5, assumed.confidence) } as const;
    return assumed.confidence === 0 ? { ...scale, byRows: 'alone' } : scale;
  }
  return areAlike(byPulse, byRows, ALIKE)
    ? { source: 'pulse', confidence: 0.75, byRows: 'borne out' }
    : { source: 'pulse', confidence: 0.6 };
}
