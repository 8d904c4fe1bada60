import type { Lead } from '../leads.ts';
import type { NamedBlock, Naming } from './lead-names.ts';
import type { Digitized } from './types.ts';

const clamp = (value: number) => Math.min(1, Math.max(0, value));
/** 1 at or below `good`, 0 at or above `bad`. */
const falling = (value: number, good: number, bad: number) => clamp((bad - value) / (bad - good));

/** How well a block's trace is borne out by the ink: share of columns traced, and of those whose stroke is no wider than the pen explains. */
export function traceQuality({ block }: NamedBlock): number {
  const { trace } = block.reading;
  const columns = trace.gap.length;
  let traced = 0;
  let explained = 0;
  for (let x = 0; x < columns; x++) {
    if (trace.gap[x] === 1) continue;
    traced++;
    const travel = Math.abs((trace.edgeY[x + 1] as number) - (trace.edgeY[x] as number));
    const height = (trace.lowerY[x] as number) - (trace.upperY[x] as number);
    if (height > 0.4 * trace.strokePx && height < travel + 2.2 * trace.strokePx + 1) explained++;
  }
  const missing = block.mv.reduce((sum, v) => sum + (Number.isNaN(v) ? 1 : 0), 0) / Math.max(1, block.mv.length);
  return traced === 0 ? 0 : clamp((explained / traced - 0.5) / 0.45) * falling(missing, 0.03, 0.5);
}

/**
 * Judges a reading without knowing the truth: each lead by its trace and by whether the limb leads of its column agree; the page by its
 * leads, by how clearly its arrangement and names win over the next best (log-odds) and by whether rhythm strips repeat their lead.
 */
export function judge(
  naming: Naming,
  shapeMargin: number,
  misfit: number,
  colourSeparation: number,
): Digitized['quality'] {
  const reasons: string[] = [];
  const leads: Partial<Record<Lead, number>> = {};
  let sum = 0;
  for (const named of naming.blocks) {
    const residual = naming.columnResiduals.get(named.block.reading.column);
    const limb = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF'].includes(named.lead);
    const agreement = limb && residual !== undefined ? 0.4 + 0.6 * falling(residual, 0.08, 0.5) : 0.95;
    const score = traceQuality(named) * agreement;
    leads[named.lead] = score;
    sum += score;
    if (score < 0.5) reasons.push(`Lead ${named.lead} is traced unsurely.`);
  }
  const mean = sum / Math.max(1, naming.blocks.length);
  const placed = 0.5 + 0.5 * clamp(shapeMargin / 3);
  const named = 0.5 + 0.5 * clamp(naming.margin / 3);
  const pointed = 0.7 + 0.3 * clamp((naming.direction + 1) / 1.5);
  const strips = naming.stripCorrelations;
  const repeated = strips.length === 0 ? 0.95 : 0.5 + 0.5 * falling(1 - Math.max(...strips), 0.1, 0.5);
  const agreed = naming.limbResidual === null ? 0.8 : 0.4 + 0.6 * falling(naming.limbResidual, 0.12, 0.6);
  if (placed < 0.8) reasons.push('Another arrangement of the leads is nearly as likely.');
  if (named < 0.8) reasons.push('The names of the leads are concluded from weak signs.');
  if (pointed < 0.8) reasons.push("The QRS complexes point the other way than the leads' names let expect.");
  if (repeated < 0.8) reasons.push('No rhythm strip repeats the lead that it is named after.');
  if (agreed < 0.8) reasons.push('The limb leads contradict one another (Einthoven).');
  if (misfit > 0.012) reasons.push('The paper is not flat: times and heights are less sure.');
  const separate = 0.62 + 0.38 * clamp(colourSeparation / 0.5);
  if (separate < 0.7) reasons.push('Pen and grid have one colour: small waves may be lost in the grid.');
  const flat = 0.8 + 0.2 * falling(misfit, 0.012, 0.04);
  return { score: clamp(mean * placed * named * pointed * repeated * agreed * flat * separate * 1.05), leads, reasons };
}
