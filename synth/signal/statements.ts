import type { EcgSpec, TrueMeasurements } from '../types.ts';

/** A statement in the words of a cart, with its SCP code where PTB-XL has one. */
interface Statement {
  readonly code: string;
  readonly words: string;
}

function rhythmStatement(spec: EcgSpec, rate: number): Statement {
  switch (spec.rhythm) {
    case 'sinus':
    case 'av-block-1':
      if (rate < 60) return { code: 'SBRAD', words: 'Sinus bradycardia' };
      if (rate > 100) return { code: 'STACH', words: 'Sinus tachycardia' };
      return { code: 'SR', words: 'Normal sinus rhythm' };
    case 'sinus-arrhythmia':
      return { code: 'SARRH', words: 'Sinus rhythm with marked sinus arrhythmia' };
    case 'atrial-fibrillation':
      return {
        code: 'AFIB',
        words: rate > 100 ? 'Atrial fibrillation with rapid ventricular response' : 'Atrial fibrillation',
      };
    case 'atrial-flutter':
      return { code: 'AFLT', words: 'Atrial flutter' };
    case 'svt':
      return { code: 'SVTAC', words: 'Supraventricular tachycardia' };
    case 'ventricular-tachycardia':
      return { code: 'VTAC', words: rate > 100 ? 'Ventricular tachycardia' : 'Accelerated idioventricular rhythm' };
    case 'wenckebach':
      return { code: '2AVB', words: 'Sinus rhythm with 2nd degree A-V block (Mobitz I)' };
    case 'mobitz-2':
      return { code: '2AVB', words: 'Sinus rhythm with 2nd degree A-V block (Mobitz II)' };
    case 'av-block-3':
      return { code: '3AVB', words: 'Sinus rhythm with complete heart block' };
    case 'atrial-paced':
      return { code: 'PACE', words: 'Atrial-paced rhythm' };
    case 'ventricular-paced':
      return { code: 'PACE', words: 'Ventricular-paced rhythm' };
    case 'dual-paced':
      return { code: 'PACE', words: 'AV dual-paced rhythm' };
  }
}

const INFARCT = {
  inferior: { code: 'IMI', words: 'Inferior infarct, possibly acute' },
  anterior: { code: 'AMI', words: 'Anterior infarct, possibly acute' },
  lateral: { code: 'LMI', words: 'Lateral infarct, possibly acute' },
} as const;

/** Statements that the recording deserves, rhythm first; the last says normal or abnormal in words only. */
export function statementsFor(spec: EcgSpec, measured: TrueMeasurements): Statement[] {
  const found: Statement[] = [rhythmStatement(spec, measured.heartRateBpm)];
  const add = (code: string, words: string): void => void found.push({ code, words });
  if (spec.rhythm === 'av-block-1' || (spec.rhythm === 'sinus' && (measured.prMs ?? 0) > 210))
    add('1AVB', 'with 1st degree A-V block');
  if (spec.atrialEctopy !== 'none') add('PAC', 'with premature atrial complexes');
  if (spec.ventricularEctopy === 'bigeminy')
    add('BIGU', 'with frequent premature ventricular complexes in a pattern of bigeminy');
  else if (spec.ventricularEctopy === 'trigeminy')
    add('TRIGU', 'with premature ventricular complexes in a pattern of trigeminy');
  else if (spec.ventricularEctopy !== 'none') add('PVC', 'with premature ventricular complexes');
  const ownConduction =
    spec.rhythm !== 'ventricular-tachycardia' && !spec.rhythm.startsWith('ventricular') && spec.rhythm !== 'dual-paced';
  if (ownConduction && spec.conduction === 'lbbb') add('CLBBB', 'Left bundle branch block');
  if (ownConduction && spec.conduction === 'rbbb') add('CRBBB', 'Right bundle branch block');
  if (ownConduction && spec.conduction === 'wpw') add('WPW', 'Wolff-Parkinson-White');
  if (ownConduction && spec.conduction === 'normal') {
    if (measured.qrsAxisDeg < -30) add('LAD', 'Left axis deviation');
    if (measured.qrsAxisDeg > 90) add('RAD', 'Rightward axis');
    if (spec.voltage >= 1.6) add('LVH', 'Voltage criteria for left ventricular hypertrophy');
  }
  if (spec.voltage <= 0.5) add('LVOLT', 'Low voltage QRS');
  if (measured.qtcMs > 480 && measured.qrsMs < 120 && measured.heartRateBpm < 100) add('LNGQT', 'Prolonged QT');
  if (spec.stElevation !== null && spec.stElevationMv > 0)
    add(INFARCT[spec.stElevation].code, INFARCT[spec.stElevation].words);
  if (spec.tInversion !== 'none') add('INVT', `T wave abnormality, consider ${spec.tInversion} ischemia`);
  if (spec.dextrocardia) add('DEXTRO', 'Suspect dextrocardia');
  if (spec.armReversal) add('ARMREV', 'Suspect arm lead reversal, interpretation assumes no reversal');
  const healthy = found.length === 1 && ['SR', 'SARRH', 'SBRAD'].includes(found[0]?.code ?? '');
  if (healthy) add('NORM', 'Normal ECG');
  else add('ABN', 'Abnormal ECG');
  return found;
}

/** Codes above that PTB-XL's list of 71 does not hold; they are words on paper only. */
export const NOT_SCP: ReadonlySet<string> = new Set(['VTAC', 'LAD', 'RAD', 'DEXTRO', 'ARMREV', 'ABN']);
