import { seededRandom } from './random.ts';
import { addAtrialActivity } from './signal/atrial-activity.ts';
import { wavesOfBeats, wavesOfBlockedP } from './signal/beat-waves.ts';
import { INDEPENDENT_LEADS } from './signal/dipole.ts';
import { trueMeasurements } from './signal/measurements.ts';
import { addNoise } from './signal/noise.ts';
import { drawPatient } from './signal/patient.ts';
import { addLobe, addSpike, twelveLeads } from './signal/render-leads.ts';
import { planRhythm } from './signal/rhythm-plan.ts';
import { NOT_SCP, statementsFor } from './signal/statements.ts';
import { waveEdges } from './signal/wave-edges.ts';
import { type BeatTruth, type Ecg, type EcgSpec, SAMPLE_RATE_HZ, type WaveTruth } from './types.ts';

/** A whole spec from the fields that matter: the rest is a healthy heart at 72/min for ten seconds without noise. */
export function completeSpec(fields: Partial<EcgSpec> & { readonly seed: number }): EcgSpec {
  return {
    durationS: 10,
    rhythm: 'sinus',
    rateBpm: 72,
    conduction: 'normal',
    atrialEctopy: 'none',
    ventricularEctopy: 'none',
    stElevation: null,
    stElevationMv: 0.3,
    tInversion: 'none',
    axisDeg: 45,
    voltage: 1,
    qtcS: 0.41,
    prS: fields.conduction === 'wpw' ? 0.1 : fields.rhythm === 'av-block-1' ? 0.25 : 0.155,
    dextrocardia: false,
    armReversal: false,
    noise: { wanderMv: 0, mainsMv: 0, mainsHz: 50, muscleMv: 0 },
    ...fields,
  };
}

/**
 * A 12-lead recording with its truth: a moving heart dipole made of smooth lobes, seen through the lead vectors of
 * Dower, Machado and Osborne (1980). I + III = II and the augmented leads hold exactly, noise included.
 */
export function synthesise(fields: Partial<EcgSpec> & { readonly seed: number }): Ecg {
  const spec = completeSpec(fields);
  const random = seededRandom(spec.seed);
  const patient = drawPatient(spec, random.fork('patient'));
  const plan = planRhythm(spec, random.fork('rhythm'));
  const waves = wavesOfBeats(spec, patient, plan);
  const blocked = wavesOfBlockedP(spec, patient, plan);
  const length = Math.round(spec.durationS * SAMPLE_RATE_HZ);
  const eight = INDEPENDENT_LEADS.map(() => new Float64Array(length));
  const beatSize = random.fork('beats');
  for (const wave of waves) {
    const size = 1 + 0.02 * beatSize.normal() + 0.03 * Math.sin(2 * Math.PI * 0.25 * wave.beat.qrsS);
    for (const lobe of wave.p) addLobe(eight, lobe, patient.field);
    for (const lobe of [...wave.qrs, ...wave.t])
      addLobe(
        eight,
        { ...lobe, dipole: [lobe.dipole[0] * size, lobe.dipole[1] * size, lobe.dipole[2] * size] },
        patient.field,
      );
  }
  for (const lobe of blocked.flat()) addLobe(eight, lobe, patient.field);
  if (plan.atria !== null) addAtrialActivity(eight, plan.atria, patient.field, random.fork('atria'));
  const spikeMv = random.fork('spikes').uniform(0.4, 1.4);
  for (const atS of plan.spikesS) addSpike(eight, atS, patient.field, spikeMv);
  addNoise(eight, spec.noise, random.fork('noise'));

  const inside = (wave: WaveTruth | null): wave is WaveTruth =>
    wave !== null && wave.peakS >= 0 && wave.peakS < spec.durationS;
  const all = waves.flatMap((wave): { wave: (typeof waves)[number]; truth: BeatTruth }[] => {
    const qrs = waveEdges(wave.qrs, patient.field);
    if (!inside(qrs)) return [];
    const p = waveEdges(wave.p, patient.field);
    const t = waveEdges(wave.t, patient.field);
    // The ST segment is no part of T: T begins no earlier than where the QRS ends.
    const tWave = t && { ...t, onsetS: Math.max(t.onsetS, qrs.offsetS) };
    return [{ wave, truth: { class: wave.beat.class, p: inside(p) ? p : null, qrs, t: inside(tWave) ? tWave : null } }];
  });
  const beats = all.map((entry) => entry.truth);
  const measurements = trueMeasurements(
    all.map((entry) => entry.wave),
    beats,
    patient.field,
    spec.rateBpm,
  );
  const statements = statementsFor(spec, measurements);
  return {
    leads: twelveLeads(eight, spec.armReversal),
    truth: {
      spec,
      beats,
      blockedP: blocked.map((lobes) => waveEdges(lobes, patient.field)).filter(inside),
      spikesS: plan.spikesS.filter((atS) => atS >= 0 && atS < spec.durationS),
      measurements,
      scpCodes: statements.map((statement) => statement.code).filter((code) => !NOT_SCP.has(code)),
      statements: statements.map((statement) => statement.words),
    },
  };
}
