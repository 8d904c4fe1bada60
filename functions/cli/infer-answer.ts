import type { Inferred } from '../infer/types.ts';

/** The members of an `infer` line. */
export function inferJson(inferred: Inferred): Record<string, unknown> {
  const { detection, localization, explanation, diagnoses, beats, measurements, outsideIntendedUse, models, timings } =
    inferred;
  return {
    detection,
    localization,
    explanation,
    diagnoses: diagnoses.map((each) => ({ ...each, probability: rounded(each.probability) })),
    beats: beats.map((beat) => ({ ...beat, timeS: rounded(beat.timeS), apcProbability: rounded(beat.apcProbability) })),
    measurements,
    outsideIntendedUse,
    models,
    timings,
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}

/** Score, statements found, measurements and beats in a few lines. */
export function inferSummary({
  detection,
  explanation,
  diagnoses,
  beats,
  measurements,
  outsideIntendedUse,
}: Inferred): string[] {
  const found = diagnoses.filter((each) => each.positive);
  const ectopic = beats.filter((beat) => beat.class !== 'N').length;
  const shown = (value: number | null, unit: string) => (value === null ? '–' : `${Math.round(value)} ${unit}`);
  return [
    `${detection.abnormal ? 'abnormal' : 'normal'} (score ${detection.score.toFixed(2)}, threshold ${detection.threshold.toFixed(2)})`,
    ...(explanation === undefined ? [] : [explanation]),
    `rate ${shown(measurements.heartRateBpm, 'bpm')}, PR ${shown(measurements.prMs, 'ms')}, QRS ${shown(measurements.qrsMs, 'ms')}, QT/QTc ${shown(measurements.qtMs, 'ms')}/${shown(measurements.qtcMs, 'ms')}, axis ${shown(measurements.qrsAxisDeg, '°')}`,
    ...found.map((each) => `${each.code} ${each.name} (${each.probability.toFixed(2)})`),
    `${beats.length} beats${ectopic === 0 ? '' : `, ${ectopic} not normal`}`,
    ...outsideIntendedUse.map((reason) => `outside of what the models were made for: ${reason}`),
  ];
}
