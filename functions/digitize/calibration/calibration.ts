import { isChestLead, type Lead } from '../../leads.ts';
import type { ColumnLattice } from '../layout/column-lattice.ts';
import type { LayoutCandidate } from '../layout/layout.ts';
import { slotKey } from '../marks/label-evidence.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import type { Pulse } from '../marks/pulses.ts';
import { nearestRow } from '../marks/rows.ts';
import { type Likeliest, likeliest } from '../maths/likeliest.ts';
import { median } from '../maths/median.ts';
import { type DigitizeOptions, isScaleStated } from '../options.ts';
import type { Digitized, PrintedCalibration } from '../types.ts';
import { likeliestGain, outlineHeight, pulseGain } from './gain.ts';
import { SPEEDS, weighSpeeds } from './speed.ts';

/** Calibration of a page; `gainMmPerMv` is that of the limb leads. */
export interface PageCalibration {
  readonly answered: Digitized['calibration'];
  readonly chestGainMmPerMv: number;
  /** The chest leads have another gain because one pulse, whose top may be broken, says so. */
  readonly isChestByOnePulse: boolean;
  /** Log-odds of the speed or the gain, whichever is less sure, against the next likely one. */
  readonly margin: number;
}

/** Log-odds that a printed speed is right, which two readings agree on. */
const PRINT_TRUST = 6;

/**
 * Speed and gain: stated, else what the beats, the rows' length, the calibration pulses and the print say together. Chest leads have a
 * gain of their own where it is printed, or where pulses on rows and rhythm strips of chest leads alone differ.
 */
export function calibrate(
  page: PageMarks,
  layout: LayoutCandidate,
  pitch: { readonly x: number; readonly y: number },
  options: DigitizeOptions,
  printed: PrintedCalibration = {},
): PageCalibration {
  const heights = page.outlines.map((outline) => outlineHeight(outline, page.span.startPx, page.span.endPx, pitch.y));
  const chest = page.pulses.filter((pulse) => isChestRow(pulse, page, layout));
  const limb = page.pulses.filter((pulse) => !chest.includes(pulse));
  const pulse = limb.length > 0 ? pulseGain(limb, pitch.y) : gainByChest(chest, printed, pitch.y);
  const gains = likeliestGain(heights, pulse, printed.gainMmPerMv ?? null);
  const speeds = likeliestSpeed(page, layout, printed.speedMmPerS);
  const gain = options.gainMmPerMv ?? gains.value;
  // A cart that prints one gain prints both where they differ: one broken pulse does not tell better.
  const telling = printed.gainMmPerMv !== undefined && chest.length === 1 ? [] : chest;
  const ownChest = printed.chestGainMmPerMv ?? chestPulseGain(telling, limb, pitch.y) ?? gain;
  return {
    answered: {
      speedMmPerS: options.speedMmPerS ?? speeds.value,
      gainMmPerMv: gain,
      pitchPx: { x: pitch.x, y: pitch.y },
      source: isScaleStated(options) ? 'stated' : pulse === gain ? 'pulse' : 'grid',
    },
    chestGainMmPerMv: options.chestGainMmPerMv ?? options.gainMmPerMv ?? ownChest,
    isChestByOnePulse: printed.chestGainMmPerMv === undefined && telling.length === 1 && ownChest !== gain,
    margin: Math.min(
      options.gainMmPerMv === undefined ? gains.margin : Number.POSITIVE_INFINITY,
      options.speedMmPerS === undefined ? speeds.margin : Number.POSITIVE_INFINITY,
    ),
  };
}

/** The limb leads' gain where pulses stand on rows of chest leads alone: theirs, or the one that is printed beside the gain which they show. */
function gainByChest(
  chest: readonly Pulse[],
  { gainMmPerMv, chestGainMmPerMv }: PrintedCalibration,
  pitchY: number,
): number | null {
  const shown = pulseGain(chest, pitchY);
  return shown !== null && shown === chestGainMmPerMv ? (gainMmPerMv ?? shown) : shown;
}

function likeliestSpeed(page: PageMarks, { lattice }: LayoutCandidate, printed: number | undefined): Likeliest {
  const weights = weighSpeeds(page.beats, wholeRowMm(page, lattice));
  return likeliest(
    SPEEDS,
    SPEEDS.map((speed, k) => (weights[k] as number) + (speed === printed ? PRINT_TRUST : 0)),
  );
}

/** Plotting programs fill the picture with rows, or columns, of ten seconds at the usual speed. */
const CANVAS_ROW_MM = 250;

/** How long rows are whose ends are in the picture, or that fill it; null of others. */
function wholeRowMm({ span }: PageMarks, { columns, startMm, widthMm }: ColumnLattice): number | null {
  if (span.agreed) return columns * widthMm;
  return startMm === 0 && widthMm === CANVAS_ROW_MM ? widthMm : null;
}

/** One pulse that is half as high as several others is so to this: fax and dots break the tops of pulses, which then end lower. */
const HALF = 0.04;

/** What pulses on rows of chest leads show: several, or one that is half as high as several others. */
function chestPulseGain(chest: readonly Pulse[], limb: readonly Pulse[], pitchY: number): number | null {
  const own = pulseGain(chest, pitchY);
  if (chest.length > 1) return own;
  const isHalf = limb.length > 1 && Math.abs(heightOf(chest) / heightOf(limb) - 0.5) < HALF;
  return isHalf && own !== null && pulseGain(limb, pitchY) === 2 * own ? own : null;
}

const heightOf = (pulses: readonly Pulse[]): number => median(pulses.map(({ heightPx }) => heightPx));

/** Whether the row that a pulse stands on holds chest leads alone: by the template, or a rhythm strip by its printed name. */
function isChestRow({ footY }: Pulse, page: PageMarks, { template, firstRow, labels }: LayoutCandidate): boolean {
  const row = nearestRow(footY, page.rows);
  const strip = labels.slots.get(slotKey(row, 0));
  const leads = template.rows[row - firstRow] ?? (strip === undefined ? [] : [strip.lead]);
  return leads.length > 0 && leads.every(isChestLead);
}

/** What a lead's voltages, taken at the limb leads' gain, are multiplied by. */
export function leadScale(lead: Lead, { answered, chestGainMmPerMv }: PageCalibration): number {
  return isChestLead(lead) ? answered.gainMmPerMv / chestGainMmPerMv : 1;
}
