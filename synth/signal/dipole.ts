import type { Random } from '../random.ts';

/** Heart vector in Frank's frame: x to the left, y to the feet, z to the back. */
export type Vector = readonly [x: number, y: number, z: number];

/** The leads that are not linear combinations of others, in the order of a `LeadField`. */
export const INDEPENDENT_LEADS = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;

/** Eight lead vectors: mV in a lead = vector · dipole. */
export type LeadField = readonly Vector[];

/** Frank XYZ to the eight independent leads (Dower, Machado, Osborne, Am J Cardiol 1980). */
const DOWER: LeadField = [
  [0.632, -0.235, 0.059],
  [0.235, 1.066, -0.132],
  [-0.515, 0.157, -0.917],
  [0.044, 0.164, -1.387],
  [0.882, 0.098, -1.277],
  [1.213, 0.127, -0.601],
  [1.125, 0.127, -0.086],
  [0.831, 0.076, 0.23],
];

/** A patient's own lead vectors: Dower's with the spread that body shape and electrode placement make. */
export function drawLeadField(random: Random): LeadField {
  return DOWER.map((vector, lead) => {
    const spread = lead < 2 ? 0.03 : 0.1;
    const gain = 1 + (lead < 2 ? 0.05 : 0.12) * random.normal();
    const bend = (): number => 1 + spread * random.normal();
    return [vector[0] * gain * bend(), vector[1] * gain * bend(), vector[2] * gain * bend()] as const;
  });
}

/** Volts of a dipole in one lead. */
export function project(vector: Vector | undefined, dipole: Vector): number {
  return vector === undefined ? 0 : vector[0] * dipole[0] + vector[1] * dipole[1] + vector[2] * dipole[2];
}

/** The dipole times a number. */
export function scaled(dipole: Vector, factor: number): Vector {
  return [dipole[0] * factor, dipole[1] * factor, dipole[2] * factor];
}

/** The dipole turned in the frontal plane, degrees positive from the left towards the feet. */
export function turned(dipole: Vector, degrees: number): Vector {
  const angle = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c * dipole[0] - s * dipole[1], s * dipole[0] + c * dipole[1], dipole[2]];
}

/** Largest absolute projection over the twelve leads, to scale a dipole to a wanted height. */
export function largestProjection(field: LeadField, dipole: Vector): number {
  const volts = field.map((vector) => project(vector, dipole));
  const [i = 0, ii = 0] = volts;
  return Math.max(...[...volts, ii - i, -(i + ii) / 2, i - ii / 2, ii - i / 2].map(Math.abs));
}
