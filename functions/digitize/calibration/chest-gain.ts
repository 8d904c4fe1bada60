import { isChestLead, type Lead } from '../../leads.ts';
import { mean } from '../maths/mean.ts';
import { traceHeight } from '../maths/sample-quantiles.ts';
import type { DigitizeOptions } from '../options.ts';
import type { PrintedCalibration } from '../types.ts';
import type { PageCalibration } from './calibration.ts';

/** Logarithm of the chest leads' mean height over that of the limb leads, and its spread: 406 recordings of PTB-XL (Wagner 2020). */
const CHEST_OVER_LIMB = { log: 0.687, spread: 0.305 };
/** Hearts and traces that no such law holds for. */
const UNLAWFUL = 0.02;
/** How often chest leads are drawn at half the limb leads' gain. */
const HALVED_PRIOR = 0.04;
/** Fewer leads of either kind tell nothing. */
const ENOUGH_LEADS = 3;

/**
 * Log-odds that the chest leads are drawn at the limb leads' gain against half of it, by how high they stand beside them; infinite
 * where there are too few leads. Samples in mV at one gain, missing ones not a number.
 */
export function sameGainMargin(leads: readonly { readonly lead: Lead; readonly mv: Float32Array }[]): number {
  const heightsOf = (chest: boolean) =>
    leads.filter(({ lead }) => isChestLead(lead) === chest).map(({ mv }) => traceHeight(mv));
  const [limb, chest] = [heightsOf(false), heightsOf(true)];
  if (limb.length < ENOUGH_LEADS || chest.length < ENOUGH_LEADS) return Number.POSITIVE_INFINITY;
  const log = Math.log(mean(chest) / mean(limb));
  if (!Number.isFinite(log)) return Number.POSITIVE_INFINITY;
  const likelihood = (expected: number) => UNLAWFUL + Math.exp(-0.5 * ((log - expected) / CHEST_OVER_LIMB.spread) ** 2);
  const [same, halved] = [likelihood(CHEST_OVER_LIMB.log), likelihood(CHEST_OVER_LIMB.log - Math.LN2)];
  return Math.log((same * (1 - HALVED_PRIOR)) / (halved * HALVED_PRIOR));
}

/**
 * How surely heights tell at most that the gain is the same (log-odds): chest leads that a cart drew at half the gain may stand as high as others at the
 * whole. One page in twenty has them, and prints it.
 */
const SURELY_BY_HEIGHT = 3.4;

/** The calibration of a page with these leads, less sure where the chest leads may have a gain of their own that nothing tells. */
export function doubtedByChestGain(
  calibration: PageCalibration,
  leads: readonly { readonly lead: Lead; readonly mv: Float32Array }[],
  options: DigitizeOptions,
  printed: PrintedCalibration,
): PageCalibration {
  const names = leads.map(({ lead }) => lead);
  if (!isChestGainOpen(calibration, names, options, printed)) return calibration;
  const same = sameGainMargin(leads);
  const asTaken = calibration.isChestByOnePulse && Number.isFinite(same) ? -same : same;
  return { ...calibration, margin: Math.min(calibration.margin, asTaken, SURELY_BY_HEIGHT) };
}

/** Whether chest leads stand beside limb leads, and neither a person, print nor several pulses tell their gain. */
export function isChestGainOpen(
  { answered, chestGainMmPerMv, isChestByOnePulse }: PageCalibration,
  leads: readonly Lead[],
  options: DigitizeOptions,
  printed: PrintedCalibration,
): boolean {
  const told = [options.gainMmPerMv, options.chestGainMmPerMv, printed.gainMmPerMv, printed.chestGainMmPerMv];
  if (told.some((gain) => gain !== undefined)) return false;
  if (chestGainMmPerMv !== answered.gainMmPerMv && !isChestByOnePulse) return false;
  return leads.some(isChestLead) && !leads.every(isChestLead);
}
