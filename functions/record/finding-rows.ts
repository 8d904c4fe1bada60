import type { Inferred } from '../infer/types.ts';
import type { FindingKind, Prisma } from '../platform/database/generated/client.ts';
import type { StudyResults } from './results.ts';

type FindingRow = Prisma.FindingCreateManyInput;
type Facts = Omit<FindingRow, 'tenantId' | 'studyId' | 'revision' | 'kind' | 'model' | 'modelVersion'>;

/** The model that answers for each kind, by its name in the repository; the first that ran where it is not among them. */
const MODEL_OF: Readonly<Record<FindingKind, string>> = {
  detection: 'restore',
  localization: 'restore',
  diagnosis: 'statements',
  beat: 'apc',
  intended_use: 'statements',
};

/** The rows of the findings: one a kind for detection and localization, one a statement, a beat, an exclusion. */
export function findingRows({ tenantId, studyId, revision, inferred }: StudyResults): FindingRow[] {
  const rows = (kind: FindingKind, facts: readonly Facts[]): FindingRow[] => {
    const model = modelFor(kind, inferred);
    return facts.map((fact) => ({ tenantId, studyId, revision, kind, ...model, ...fact }));
  };
  return [
    ...rows('detection', [detection(inferred)]),
    ...rows('localization', [localization(inferred)]),
    ...rows('diagnosis', inferred.diagnoses.map(diagnosis)),
    ...rows('beat', inferred.beats.map(beat)),
    ...rows('intended_use', inferred.outsideIntendedUse.map(exclusion)),
  ];
}

function modelFor(kind: FindingKind, { models }: Inferred): { model: string; modelVersion: string } {
  const model = MODEL_OF[kind] in models ? MODEL_OF[kind] : (Object.keys(models)[0] ?? 'none');
  return { model, modelVersion: models[model] ?? '' };
}

function detection({ detection: { score, abnormal, threshold } }: Inferred): Facts {
  return { code: 'ABNORMAL', name: 'Abnormal ECG', probability: score, positive: abnormal, threshold, spans: [] };
}

function localization({ localization: { spans } }: Inferred): Facts {
  return {
    code: 'ANOMALY',
    name: 'Unlike a normal ECG',
    probability: spans.length === 0 ? null : Math.max(...spans.map((span) => span.peak)),
    positive: spans.length > 0,
    spans: spans.map(({ lead, fromS, toS, peak }) => ({ lead, fromS, toS, peak })),
  };
}

function diagnosis({ code, name, probability, positive }: Inferred['diagnoses'][number], rank: number): Facts {
  return { code, name, probability, positive, spans: [], rank };
}

const BEAT_NAMES = {
  N: 'Normal beat',
  S: 'Supraventricular premature beat',
  V: 'Ventricular premature beat',
  F: 'Fusion beat',
  Q: 'Unclassifiable beat',
} as const;

function beat(found: Inferred['beats'][number], rank: number): Facts {
  const { timeS, apcProbability, attention } = found;
  return {
    code: found.class,
    name: BEAT_NAMES[found.class],
    probability: apcProbability,
    positive: found.class !== 'N',
    spans: [{ timeS, attention: { ...attention } }],
    rank,
  };
}

function exclusion(reason: string, rank: number): Facts {
  return { code: 'OUTSIDE_INTENDED_USE', name: reason, positive: true, spans: [], rank };
}
