import { AGREED, columnsThatTell, disagreement, limbDebts, limbsOf } from './limb-debts.ts';
import { type Owed, stepTowardsLaw } from './limb-step.ts';
import { inStep, type NamedSignal } from './row-skew.ts';

const SAMPLE_RATE_HZ = 500;
/** The skew is known at places this far apart, s, and straight between. */
const NODE_S = 1.25;
/** By how much the skew usually differs from place to place, samples a mm: 0.1 mm over rows 30 mm apart at 25 mm/s. */
const USUAL = 0.07;
/** More is no sway but a trace that strayed. */
const MOST = 0.2;
const ROUNDS = 3;
/** A sway is believed where it takes this share of the limb leads' disagreement away, and that is worth speaking of. */
const WORTH_SHARE = 0.38;
const WORTH = 0.003;

/** How the skew of the rows changes along the page: samples a mm of height, over the time of the recording. */
export type Sway = (timeS: number) => number;

/**
 * What is left of the rows' skew when the page's one skew is taken away, by place: paper that curls or a lens leave columns askew to one another. Linear
 * in the skew by the slopes of the traces, so that the limb leads' disagreement (Einthoven 1912, Goldberger 1942) gives it by least squares, held near
 * 0. Null where that does not clearly make limb leads agree. Beyond them the nearest place's holds.
 */
export function rowSway(signals: readonly NamedSignal[]): Sway | null {
  const columns = columnsThatTell(signals);
  if (columns.length === 0) return null;
  const before = disagreement(columns);
  if (before < WORTH) return null;
  const startS = Math.min(...columns.flat().map((one) => one.startS));
  const endS = Math.max(...columns.flat().map((one) => one.startS + one.mv.length / SAMPLE_RATE_HZ));
  const count = Math.max(2, Math.round((endS - startS) / NODE_S) + 1);
  const nodes = new Float64Array(count);
  const placeOf = (timeS: number): Place => {
    const at = Math.min(count - 1, Math.max(0, ((timeS - startS) / (endS - startS)) * (count - 1)));
    const k = Math.min(count - 2, Math.floor(at));
    return { k, share: at - k };
  };
  const sway: Sway = (timeS) => {
    const { k, share } = placeOf(timeS);
    return (nodes[k] as number) * (1 - share) + (nodes[k + 1] as number) * share;
  };
  for (let round = 0; round < ROUNDS; round++) {
    const owed = columns.map((column) => owedByNodes(inStep(column, sway), placeOf, count));
    nodes.set(stepTowardsLaw(nodes, owed, USUAL));
  }
  if (nodes.some((skew) => Math.abs(skew) > MOST)) return null;
  const after = disagreement(columns.map((column) => inStep(column, sway)));
  return after < AGREED && before - after > Math.max(WORTH, WORTH_SHARE * before) ? sway : null;
}

/** A place between two nodes: the one before it, and how far it is on the way to the next, 0…1. */
interface Place {
  readonly k: number;
  readonly share: number;
}

/** What a column's limb leads owe each other, by the skew at the nodes around: mV for a sample a mm. */
function owedByNodes(column: readonly NamedSignal[], placeOf: (timeS: number) => Place, nodes: number): Owed {
  const limbs = limbsOf(column);
  const heights = limbs.map(({ heightMm }) => heightMm);
  const middleMm = (Math.min(...heights) + Math.max(...heights)) / 2;
  const aboutMm = Float64Array.from(heights, (heightMm) => heightMm - middleMm);
  const { timesS, errors, slopes } = limbDebts(limbs);
  const grows = new Float64Array(errors.length * nodes);
  for (let debt = 0; debt < errors.length; debt++) {
    let slope = 0;
    for (let j = 0; j < aboutMm.length; j++) {
      slope += (slopes[debt * aboutMm.length + j] as number) * (aboutMm[j] as number);
    }
    const { k, share } = placeOf(timesS[debt] as number);
    grows[debt * nodes + k] = slope * (1 - share);
    grows[debt * nodes + k + 1] = slope * share;
  }
  return { errors, grows };
}
