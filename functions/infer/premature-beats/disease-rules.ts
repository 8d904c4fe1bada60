import { WINDOW } from './beat-windows.ts';
import type { WavePlaces } from './usual-beat.ts';

/** What a cardiologist looks at for a disease: the weight of each wave and of what lies between; 1 is neutral. */
export interface DiseaseRule {
  readonly disease: string;
  readonly weights: { readonly P: number; readonly QRS: number; readonly T: number; readonly rest: number };
}

/**
 * Hard coding after DANet (Jin 2024, arXiv 2407.18033): the rule for premature atrial beats looks at the P wave, the
 * one for premature ventricular beats at the QRS complex and its T wave. Another disease is another row.
 */
export const DISEASE_RULES = [
  { disease: 'APC', weights: { P: 1.8, QRS: 0.6, T: 0.5, rest: 0.7 } },
  { disease: 'PVC', weights: { P: 0.4, QRS: 1.6, T: 1.2, rest: 0.5 } },
] as const satisfies readonly DiseaseRule[];

/** The rule's weight of every sample of a window: steps at the waves' borders. */
export function hardWeights(rule: DiseaseRule, places: WavePlaces): Float32Array {
  const { P, QRS, T, rest } = rule.weights;
  const weights = new Float32Array(WINDOW).fill(rest);
  weights.fill(T, places.t[0], places.t[1] + 1);
  weights.fill(P, places.p[0], places.p[1] + 1);
  weights.fill(QRS, places.qrs[0], places.qrs[1] + 1);
  return weights;
}
