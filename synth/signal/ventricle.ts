import type { Random } from '../random.ts';
import type { Conduction } from '../types.ts';
import { axisDeg } from './axis.ts';
import { type LeadField, scaled, turned, type Vector } from './dipole.ts';
import type { Lobe } from './lobe.ts';

/** Where a ventricular beat starts: by the conduction system, or at a focus of the muscle. */
export type VentricularOrigin = Conduction | 'right-focus' | 'left-focus' | 'apical-pacing';

/** Depolarisation and its repolarisation vector; times run from QRS onset. */
export interface VentricularShape {
  readonly qrs: readonly Lobe[];
  /** Direction and size of the T wave that belongs to this depolarisation. */
  readonly tDipole: Vector;
  /** J-point shift that belongs to it, mV along the dipole. */
  readonly stDipole: Vector;
  readonly qrsS: number;
}

const lobe = (peakMs: number, riseMs: number, fallMs: number, dipole: Vector): Lobe => ({
  peakS: peakMs / 1000,
  riseS: riseMs / 1000,
  fallS: fallMs / 1000,
  dipole,
});

const NONE: Vector = [0, 0, 0];
const NORMAL_T: Vector = [0.27, 0.2, -0.13];

/** Septum to the right and front, free walls to the left and feet, base to the back. */
function normalLobes(): Lobe[] {
  return [
    lobe(19, 19, 18, [-0.17, 0.02, -0.33]),
    lobe(42, 27, 26, [1.08, 0.8, 0.32]),
    lobe(62, 25, 25, [0.12, -0.06, 0.66]),
    lobe(80, 18, 18, [-0.14, -0.14, 0.16]),
  ];
}

function build(origin: VentricularOrigin): VentricularShape {
  switch (origin) {
    case 'normal':
      return { qrs: normalLobes(), tDipole: NORMAL_T, stDipole: NONE, qrsS: 0.098 };
    case 'lbbb':
      return {
        qrs: [
          lobe(28, 28, 30, [0.25, 0.16, 0.02]),
          lobe(66, 44, 52, [0.72, 0.44, 0.85]),
          lobe(112, 48, 60, [0.8, 0.26, 0.74]),
        ],
        tDipole: [-0.3, -0.1, -0.33],
        stDipole: [-0.08, -0.02, -0.13],
        qrsS: 0.168,
      };
    case 'rbbb':
      return {
        qrs: [...normalLobes().slice(0, 3), lobe(102, 42, 52, [-0.62, 0.02, -0.62])],
        tDipole: [0.3, 0.18, 0.12],
        stDipole: [0.02, 0, 0.05],
        qrsS: 0.152,
      };
    case 'wpw':
      return {
        qrs: [
          lobe(50, 50, 40, [0.42, 0.24, -0.12]),
          lobe(80, 34, 30, [0.9, 0.66, 0.16]),
          lobe(104, 28, 36, [0.1, -0.1, 0.5]),
        ],
        tDipole: [0.06, 0.1, -0.06],
        stDipole: [-0.05, -0.03, 0.02],
        qrsS: 0.138,
      };
    case 'right-focus':
      return {
        qrs: [lobe(56, 56, 66, [0.34, 0.84, 0.5]), lobe(106, 58, 62, [0.55, 0.7, 0.66])],
        tDipole: [-0.32, -0.5, -0.42],
        stDipole: [-0.08, -0.12, -0.1],
        qrsS: 0.162,
      };
    case 'left-focus':
      return {
        qrs: [lobe(58, 58, 64, [-0.5, -0.62, -1.05]), lobe(106, 58, 62, [-0.86, -0.5, -0.3])],
        tDipole: [0.42, 0.34, 0.42],
        stDipole: [0.1, 0.08, 0.1],
        qrsS: 0.162,
      };
    case 'apical-pacing':
      return {
        qrs: [lobe(54, 54, 66, [0.24, -0.46, 0.5]), lobe(106, 60, 62, [0.34, -0.7, 0.66])],
        tDipole: [-0.16, 0.42, -0.42],
        stDipole: [-0.04, 0.1, -0.1],
        qrsS: 0.16,
      };
  }
}

/** Angle by which lobes must be turned for the wanted axis; the lead system is oblique, so it is found step by step. */
function turnToAxis(qrs: readonly Lobe[], wantedDeg: number, field: LeadField): number {
  let turn = 0;
  for (let step = 0; step < 40; step++) {
    const now = axisDeg(
      qrs.map((part) => ({ ...part, dipole: turned(part.dipole, turn) })),
      field,
    );
    const miss = wantedDeg - (now ?? wantedDeg);
    turn += 0.4 * (((miss + 540) % 360) - 180);
  }
  return turn;
}

/**
 * A patient's ventricular activation. Conducted beats are turned in the frontal plane until their area has the wanted
 * axis in the patient's own leads; foci keep their own direction but for a small spread. `voltage` multiplies
 * depolarisation, and repolarisation by its square root.
 */
export function drawVentricle(
  origin: VentricularOrigin,
  wantedAxisDeg: number,
  field: LeadField,
  voltage: number,
  random: Random,
): VentricularShape {
  const shape = build(origin);
  const conducted = origin === 'normal' || origin === 'lbbb' || origin === 'rbbb' || origin === 'wpw';
  const stretch = 1 + 0.06 * Math.max(-1.5, Math.min(1.5, random.normal()));
  const tHeight = Math.sqrt(voltage) * Math.max(0.55, 1 + 0.2 * random.normal());
  const own = shape.qrs.map((part) => ({
    peakS: part.peakS * stretch,
    riseS: part.riseS * stretch,
    fallS: part.fallS * stretch,
    dipole: scaled(part.dipole, voltage * Math.max(0.6, 1 + 0.12 * random.normal())),
  }));
  // The delayed right ventricle of a right bundle branch block is left out of its axis, as readers do.
  const axial = origin === 'rbbb' ? own.slice(0, 3) : own;
  const turn = conducted ? turnToAxis(axial, wantedAxisDeg, field) : 12 * random.normal();
  return {
    qrs: own.map((part) => ({ ...part, dipole: turned(part.dipole, turn) })),
    tDipole: scaled(turned(shape.tDipole, conducted ? 0.5 * turn : turn), tHeight),
    stDipole: scaled(shape.stDipole, voltage),
    qrsS: shape.qrsS * stretch,
  };
}
