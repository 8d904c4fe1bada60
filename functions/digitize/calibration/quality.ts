import { isChestLead, type Lead } from '../../leads.ts';
import type { NamedBlock, Naming } from '../layout/lead-names.ts';
import { missingShare } from '../maths/missing-share.ts';
import type { Digitized } from '../types.ts';

const clamp = (value: number) => Math.min(1, Math.max(0, value));
/** 1 at or below `good`, 0 at or above `bad`. */
const falling = (value: number, good: number, bad: number) => clamp((bad - value) / (bad - good));

/**
 * Log-odds that a lead is read right (correlates by 0.9 or more with what was drawn, and bears its name): fitted by logistic regression on drawn
 * pages (`bench/digitize`). The measures count by their square roots, since little of them tells most.
 */
const LOG_ODDS = { none: 4.06, unexplained: -6.99, blank: -8.47, limbColumn: -1.45, limbPage: -3.41 } as const;
/** Taken where no limb leads can be held against one another. */
const USUAL_RESIDUAL = 0.15;
/** From this residual on the limb leads disagree visibly. */
const CONTRADICTION = 0.28;
/** A single lead that is surely wrong leaves this of the page's score: the others may still be of use. */
const ONE_WRONG = 0.15;

/** Probability that a block is read right, by how much of the ink it explains and how far the limb leads agree. */
function traceQuality({ block }: NamedBlock, columnResidual: number | undefined, pageResidual: number): number {
  const { unexplained, blank } = block.reading.rendering;
  const logOdds =
    LOG_ODDS.none +
    LOG_ODDS.unexplained * Math.sqrt(unexplained) +
    LOG_ODDS.blank * Math.sqrt(blank) +
    LOG_ODDS.limbColumn * Math.sqrt(columnResidual ?? pageResidual) +
    LOG_ODDS.limbPage * Math.sqrt(pageResidual);
  const missing = missingShare(block.mv);
  return falling(missing, 0.1, 0.8) / (1 + Math.exp(-logOdds));
}

/**
 * Judges a reading without knowing the truth: each lead by what its drawing explains of the ink and by whether the limb leads agree; the page by its
 * leads, the worst most of all, by how clearly its arrangement and names win over the next best (log-odds) and by whether rhythm strips
 * repeat their lead.
 */
export function judge(
  naming: Naming,
  shapeMargin: number,
  misfit: number,
  colourSeparation: number,
): Digitized['quality'] {
  const reasons: string[] = [];
  const leads: Partial<Record<Lead, number>> = {};
  const pageResidual = naming.limbResidual ?? USUAL_RESIDUAL;
  const scores = naming.blocks.map((named) => {
    const residual = isChestLead(named.lead) ? undefined : naming.columnResiduals.get(named.block.reading.column);
    const score = traceQuality(named, residual, pageResidual);
    leads[named.lead] = score;
    if (score < 0.5) reasons.push(`Lead ${named.lead} is traced unsurely.`);
    return score;
  });
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const worst = Math.max(ONE_WRONG, Math.min(1, ...scores));
  const placed = 0.5 + 0.5 * clamp(shapeMargin / 3);
  const named = 0.5 + 0.5 * clamp(naming.margin / 3);
  const pointed = 0.7 + 0.3 * clamp((naming.direction + 1) / 1.5);
  const strips = naming.stripCorrelations;
  const repeated = strips.length === 0 ? 1 : 0.5 + 0.5 * falling(1 - Math.max(...strips), 0.1, 0.5);
  if (placed < 0.8) reasons.push('Another arrangement of the leads is nearly as likely.');
  if (named < 0.8) reasons.push('The names of the leads are concluded from weak signs.');
  if (pointed < 0.8) reasons.push("The QRS complexes point the other way than the leads' names let expect.");
  if (repeated < 0.8) reasons.push('No rhythm strip repeats the lead that it is named after.');
  if (pageResidual > CONTRADICTION) reasons.push('The limb leads contradict one another (Einthoven).');
  if (misfit > 0.012) reasons.push('The paper is not flat: times and heights are less sure.');
  if (colourSeparation < 0.1) reasons.push('Pen and grid have one colour: small waves may be lost in the grid.');
  return { score: clamp(mean * worst * placed * named * pointed * repeated), leads, reasons };
}

/** So many leads, and this share of them, that bear their printed names tell the arrangement: such a page is worth answering, if little more. */
const PRINTED = { least: 6, share: 0.75, score: 0.006 } as const;

/** The quality of a page, which is no less than little where print tells its arrangement. */
export function worthByPrint(quality: Digitized['quality'], { printed, blocks }: Naming): Digitized['quality'] {
  const isTold = printed >= Math.max(PRINTED.least, PRINTED.share * blocks.length);
  return isTold ? { ...quality, score: Math.max(PRINTED.score, quality.score) } : quality;
}
