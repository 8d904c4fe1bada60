import type { Lead } from '../leads.ts';
import { bestCorrelation } from './correlate.ts';
import type { LayoutCandidate } from './layout.ts';
import type { BlockSignal } from './lead-cut.ts';
import { limbResidual } from './limb-leads.ts';
import { layoutName, TEMPLATES, type Template } from './templates.ts';

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
}

const STRIP_LAG = 30;
/** Another order of leads is believed only when it hardly contradicts itself and the usual one does, by far. */
const ORDER_RESIDUAL = 0.12;
const ORDER_ADVANTAGE = 0.3;
/** A block's beginning may hold its printed name. */
const NAME_SHARE = 0.15;

/** Names the blocks: among orders of equal shape the one whose limb leads agree (Einthoven, Goldberger); strips after the lead that they repeat. */
export function nameLeads(layout: LayoutCandidate, blocks: readonly BlockSignal[], fixed: boolean): Naming {
  const shape = (template: Template) => `${template.rows.length}x${template.rows[0]?.length}`;
  const usual = assign(layout.template, layout, blocks, 1);
  let best = usual;
  if (!fixed) {
    for (const template of TEMPLATES) {
      if (template === layout.template || shape(template) !== shape(layout.template)) continue;
      for (const sign of [1, -1] as const) {
        const other = assign(template, layout, blocks, sign);
        if (other.worst === null || best.worst === null || other.worst > ORDER_RESIDUAL) continue;
        if (other.worst < ORDER_ADVANTAGE * best.worst) best = other;
      }
    }
  }
  const strips: NamedBlock[] = [];
  const stripCorrelations: number[] = [];
  for (const block of blocks) {
    if (!block.rhythm) continue;
    const { lead, correlation } = stripLead(
      block,
      best.named,
      strips.map((strip) => strip.lead),
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
  };
}

function assign(template: Template, layout: LayoutCandidate, blocks: readonly BlockSignal[], sign: 1 | -1) {
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
  return {
    template,
    named,
    residuals,
    mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
    worst: values.length === 0 ? null : Math.max(...values),
  };
}

const USUAL_STRIPS: readonly Lead[] = ['II', 'V1', 'V5'];

/** The lead whose block a strip repeats at the same time. */
function stripLead(
  strip: BlockSignal,
  named: readonly NamedBlock[],
  taken: readonly Lead[],
): { lead: Lead; correlation: number } {
  let best: { lead: Lead; correlation: number; rank: number } | null = null;
  for (const { lead, block, sign } of named) {
    const skip = Math.round(NAME_SHARE * block.mv.length);
    const from = Math.round((block.startS - strip.startS) * 500);
    const window = strip.mv.subarray(Math.max(0, from + skip), Math.max(0, from + block.mv.length));
    const own = block.mv.subarray(skip).map((v) => sign * v);
    const correlation = bestCorrelation(own, window, STRIP_LAG, 400);
    if (correlation === null) continue;
    const rank = correlation + (USUAL_STRIPS.includes(lead) ? 0.012 : 0) - (taken.includes(lead) ? 0.2 : 0);
    if (best === null || rank > best.rank) best = { lead, correlation, rank };
  }
  if (best === null || best.correlation < 0.6)
    return { lead: USUAL_STRIPS[taken.length] ?? 'II', correlation: best?.correlation ?? 0 };
  return best;
}
