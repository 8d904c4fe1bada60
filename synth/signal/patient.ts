import type { Random } from '../random.ts';
import type { EcgSpec } from '../types.ts';
import { type AtrialOrigin, drawAtrium } from './atrium.ts';
import type { BeatShape } from './beat-plan.ts';
import { drawLeadField, type LeadField } from './dipole.ts';
import type { Lobe } from './lobe.ts';
import { drawVentricle, type VentricularShape } from './ventricle.ts';

/** Everything about the heart and the chest that stays the same from beat to beat. */
export interface Patient {
  readonly field: LeadField;
  readonly ventricle: Readonly<Record<BeatShape, VentricularShape>>;
  readonly atrium: Readonly<Record<AtrialOrigin, readonly Lobe[]>>;
}

/** Draws a patient that has the spec's conduction, axis and voltage. */
export function drawPatient(spec: EcgSpec, random: Random): Patient {
  const field = drawLeadField(random.fork('field'));
  const shape = random.fork('ventricle');
  const focus = shape.chance(0.6) ? 'right-focus' : 'left-focus';
  const mirrored: LeadField = spec.dextrocardia ? field.map(([x, y, z]) => [-x, y, z] as const) : field;
  return {
    field: mirrored,
    ventricle: {
      conducted: drawVentricle(spec.conduction, spec.axisDeg, field, spec.voltage, shape.fork('conducted')),
      ectopic: drawVentricle(focus, spec.axisDeg, field, 0.9 * spec.voltage, shape.fork('ectopic')),
      escape: drawVentricle(
        shape.chance(0.5) ? 'lbbb' : 'left-focus',
        spec.axisDeg,
        field,
        0.8 * spec.voltage,
        shape.fork('escape'),
      ),
      paced: drawVentricle('apical-pacing', spec.axisDeg, field, spec.voltage, shape.fork('paced')),
    },
    atrium: {
      sinus: drawAtrium('sinus', random.fork('sinus')),
      ectopic: drawAtrium(random.chance(0.3) ? 'low' : 'ectopic', random.fork('ectopic')),
      low: drawAtrium('low', random.fork('low')),
    },
  };
}
