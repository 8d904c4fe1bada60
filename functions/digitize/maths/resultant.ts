/** Where weighted turns point to together. */
export interface Resultant {
  /** The share of the weight that points one way, 0…1. */
  readonly share: number;
  /** That way, −0.5 to 0.5. */
  readonly cycles: number;
}

/** The resultant of turns that `cycles` tells of each weight (Mardia & Jupp 2000); without weight its share is 0. */
export function resultant(weights: ArrayLike<number>, cycles: (i: number) => number): Resultant {
  let cos = 0;
  let sin = 0;
  let total = 1e-9;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    const angle = 2 * Math.PI * cycles(i);
    cos += weight * Math.cos(angle);
    sin += weight * Math.sin(angle);
    total += weight;
  }
  return { share: Math.hypot(cos, sin) / total, cycles: Math.atan2(sin, cos) / (2 * Math.PI) };
}
