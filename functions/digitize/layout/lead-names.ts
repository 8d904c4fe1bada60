import type { Lead } from '../../leads.ts';
import type { BlockSignal } from '../leads/lead-cut.ts';
import { labelLogOdds, slotKey } from '../marks/label-evidence.ts';
import { bestCorrelation } from '../maths/correlate.ts';
import { once } from '../maths/once.ts';
import { traceHeight } from '../maths/sample-quantiles.ts';
import type { LayoutCandidate } from './layout.ts';
import { polarity, polarityLogOdds } from './lead-polarity.ts';
import { limbResidual } from './limb-leads.ts';
import { layoutName, type Template } from './templates.ts';

/** A block with its name. */
export interface NamedBlock {
  readonly lead: Lead;
  readonly block: BlockSignal;
  /** −1 where the page prints the lead upside down (−aVR of the Cabrera order). */
  readonly sign: 1 | -1;
}

/** What the signals say of the names. */
export interface Naming {
  readonly template: Template;
  readonly name: string;
  readonly blocks: readonly NamedBlock[];
  readonly strips: readonly NamedBlock[];
  /** Disagreement of the limb leads, mean over the columns; null where the page cannot tell. */
  readonly limbResidual: number | null;
  /** Residual by column of the template. */
  readonly columnResiduals: ReadonlyMap<number, number>;
  /** Correlation of each rhythm strip with the lead it was named after. */
  readonly stripCorrelations: readonly number[];
  /** How many of the blocks bear their lead's printed name. */
  readonly printed: number;
  /** Log-odds of these names against the next best order, or against chance where no order competes. */
  readonly margin: number;
  /** Log-odds of the names by which way the QRS points; well below 0 on a page that lies upside down. */
  readonly direction: number;
}

const STRIP_LAG = 30;
/** A block's beginning may hold its printed name. */
const NAME_SHARE = 0.15;
/** Residual at which the limb leads of a column speak neither for nor against their names. */
const EVEN_RESIDUAL = 0.3;
const RESIDUAL_SLOPE = 1.6;
/** What −aVR costs: few carts print it. */
const INVERTED = -1.5;
/** Leads that a name on the page decides need no other evidence. */
const SURE_LABEL = 0.6;

/**
 * Names the blocks: among orders of equal shape the one that printed names, Einthoven's and Goldberger's sums and the directions of the
 * QRS make likeliest; strips after their printed name or the lead that they repeat.
 */
export function nameLeads(
  layout: LayoutCandidate,
  blocks: readonly BlockSignal[],
  templates: readonly Template[],
  fixed: boolean,
): Naming {
  const shape = (template: Template) => `${template.rows.length}x${template.rows[0]?.length}`;
  const others = templates.filter(
    (one) =>
      one !== layout.template && shape(one) === shape(layout.template) && (!fixed || one.name === layout.template.name),
  );
  const polarityOf = once(polarity);
  const orders = [layout.template, ...others].flatMap((template) =>
    ([1, -1] as const)
      .filter((sign) => sign === 1 || template.name.endsWith('-cabrera'))
      .map((sign) => assign(template, layout, blocks, sign, polarityOf)),
  );
  orders.sort((a, b) => b.score - a.score);
  const best = orders[0] ?? assign(layout.template, layout, blocks, 1, polarityOf);
  const gap = Math.min(MOST_MARGIN, ...orders.slice(1).map(({ score }) => best.score - score));
  const margin = Math.min(gap, Math.max(0, best.evidence));
  const strips: NamedBlock[] = [];
  const stripCorrelations: number[] = [];
  for (const block of blocks) {
    if (!block.rhythm) continue;
    const label = layout.labels.slots.get(slotKey(block.reading.row, 0));
    const { lead, correlation } = stripLead(
      block,
      best.named,
      strips.map((strip) => strip.lead),
      label !== undefined && label.probability >= SURE_LABEL ? label.lead : null,
    );
    strips.push({ lead, block, sign: 1 });
    stripCorrelations.push(correlation);
  }
  return {
    template: best.template,
    name: layoutName(best.template, layout.rhythmRows),
    blocks: best.named,
    strips,
    limbResidual: best.mean,
    columnResiduals: best.residuals,
    stripCorrelations,
    printed: best.named.filter((named) => isPrinted(named, layout)).length,
    margin,
    direction: best.direction,
  };
}

function isPrinted({ lead, block }: NamedBlock, { labels }: LayoutCandidate): boolean {
  const label = labels.slots.get(slotKey(block.reading.row, block.reading.column));
  return label?.lead === lead && label.probability >= SURE_LABEL;
}

const MOST_MARGIN = 10;

/** Log-odds of a column's limb leads being rightly named, by how much they contradict one another. */
function residualLogOdds(residual: number): number {
  return Math.min(3, Math.max(-4, RESIDUAL_SLOPE * Math.log(EVEN_RESIDUAL / Math.max(residual, 1e-3))));
}

function assign(
  template: Template,
  layout: LayoutCandidate,
  blocks: readonly BlockSignal[],
  sign: 1 | -1,
  polarityOf: (mv: Float32Array) => number,
) {
  const named: NamedBlock[] = [];
  for (const block of blocks) {
    if (block.rhythm) continue;
    const lead = template.rows[block.reading.row - layout.firstRow]?.[block.reading.column];
    if (lead !== undefined) named.push({ lead, block, sign: lead === 'aVR' ? sign : 1 });
  }
  const residuals = new Map<number, number>();
  for (let column = 0; column < layout.lattice.columns; column++) {
    const here = named.filter(({ block }) => block.reading.column === column);
    const residual = limbResidual(here.map((one) => ({ lead: one.lead, mv: one.block.mv, sign: one.sign })));
    if (residual !== null) residuals.set(column, residual);
  }
  const values = [...residuals.values()];
  const direction = polarityLogOdds(
    named.map((one) => ({ lead: one.lead, mv: one.block.mv, sign: one.sign })),
    polarityOf,
  );
  const evidence =
    direction +
    values.reduce((sum, residual) => sum + residualLogOdds(residual), 0) +
    labelLogOdds(template, layout.firstRow, layout.labels);
  const score = evidence + Math.log(template.prior) + (sign === 1 ? 0 : INVERTED);
  return {
    template,
    named,
    residuals,
    mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    direction,
    evidence,
    score,
  };
}

const USUAL_STRIPS: readonly Lead[] = ['II', 'V1', 'V5'];
/** What a difference of heights counts beside a correlation: a strip repeats its lead at the same gain. */
const HEIGHT_COST = 0.15;

/** The lead whose block a strip repeats at the same time; `printed` is the name that stands beside it. */
function stripLead(
  strip: BlockSignal,
  named: readonly NamedBlock[],
  taken: readonly Lead[],
  printed: Lead | null,
): { lead: Lead; correlation: number } {
  let best: { lead: Lead; correlation: number; rank: number } | null = null;
  for (const { lead, block, sign } of named) {
    if (printed !== null && lead !== printed) continue;
    const skip = Math.round(NAME_SHARE * block.mv.length);
    const from = Math.round((block.startS - strip.startS) * 500);
    const window = strip.mv.subarray(Math.max(0, from + skip), Math.max(0, from + block.mv.length));
    const own = block.mv.subarray(skip).map((v) => sign * v);
    const correlation = bestCorrelation(own, window, STRIP_LAG, 400);
    if (correlation === null) continue;
    const heights = Math.abs(Math.log(height(own) / height(window)));
    const rank =
      correlation -
      HEIGHT_COST * Math.min(1, heights) +
      (USUAL_STRIPS.includes(lead) ? 0.012 : 0) -
      (taken.includes(lead) ? 0.2 : 0);
    if (best === null || rank > best.rank) best = { lead, correlation, rank };
  }
  if (printed !== null) return { lead: printed, correlation: best?.correlation ?? 0 };
  if (best === null || best.correlation < 0.6)
    return { lead: USUAL_STRIPS[taken.length] ?? 'II', correlation: best?.correlation ?? 0 };
  return best;
}

/** As `traceHeight`, but never 0. */
const height = (mv: Float32Array): number => Math.max(0.01, traceHeight(mv) || 0);
