import type { EcgSpec, StTerritory } from '../types.ts';
import { type LeadField, largestProjection, scaled, type Vector } from './dipole.ts';
import type { Lobe } from './lobe.ts';
import type { VentricularShape } from './ventricle.ts';

/** Injury vectors: they point at the injured wall, so the opposite leads show the reciprocal depression by themselves. */
const INJURY: Record<StTerritory, Vector> = {
  inferior: [-0.28, 1, 0.05],
  anterior: [0.3, 0.02, -1],
  lateral: [1, -0.6, 0.1],
};

/** Direction in which the T wave turns away from a territory. */
const INVERSION: Record<StTerritory, Vector> = {
  inferior: [0.02, -0.4, 0],
  anterior: [-0.16, -0.04, 0.3],
  lateral: [-0.5, 0.02, 0.06],
};

/** QT for a cycle: the spec's QTc is at 60/min; the exponent lies between Fridericia's and Bazett's, long cycles add little. */
export function qtAt(spec: EcgSpec, rrS: number): number {
  return rrS < 1 ? spec.qtcS * rrS ** 0.42 : spec.qtcS * Math.min(rrS, 1.6) ** 0.3;
}

/** ST segment and T wave of one beat, times from QRS onset. */
export function repolarisationLobes(spec: EcgSpec, field: LeadField, shape: VentricularShape, qtS: number): Lobe[] {
  const jS = shape.qrsS;
  const end = Math.max(qtS, jS + 0.17);
  const room = end - jS;
  const fallS = Math.min(0.115, 0.42 * room);
  const peakS = end - 0.86 * fallS;
  const riseS = Math.min(0.23, peakS - jS + 0.05);
  let tDipole = shape.tDipole;
  if (spec.tInversion !== 'none') {
    const away = INVERSION[spec.tInversion];
    tDipole = [tDipole[0] + away[0] * 1.5, tDipole[1] + away[1] * 1.5, tDipole[2] + away[2] * 1.5];
  }
  const lobes: Lobe[] = [{ peakS, riseS, fallS, dipole: tDipole }];
  const plateau = (dipole: Vector): Lobe => {
    const from = jS - 0.012;
    return { peakS: from, riseS: 0.03, holdS: Math.max(0.02, peakS - from - 0.05), fallS: fallS + 0.04, dipole };
  };
  if (shape.stDipole.some((part) => part !== 0)) lobes.push(plateau(shape.stDipole));
  if (spec.stElevation !== null) {
    const direction = INJURY[spec.stElevation];
    const injury = scaled(direction, spec.stElevationMv / largestProjection(field, direction));
    lobes.push(plateau(injury));
    // Hyperacute T: the wave rises with the segment under it.
    lobes.push({ peakS, riseS, fallS, dipole: scaled(injury, 0.7) });
  }
  return lobes;
}
