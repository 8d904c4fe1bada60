import { exportPaths } from '../exports/study-export.ts';
import type { Sex, StudyResolvers } from '../generated/resolvers.ts';
import type { StudyRow } from '../views.ts';
import { anomalyMapOf } from './anomaly-map.ts';
import { storedProblem } from './problem.ts';

function revisionOf(study: StudyRow) {
  return { studyId: study.id, revision: study.currentRevision };
}

export const study: StudyResolvers = {
  revision: (row) => row.currentRevision,
  sex: (row) => row.sex as Sex | null,
  source: async (row, _args, { loaders }) => {
    const source = await loaders.source.load(row.sourceId);
    if (!source) throw new Error('a study without its source');
    return source;
  },
  patient: (row, _args, { loaders }) => (row.patientId === null ? null : loaders.patient.load(row.patientId)),
  revisions: (row, _args, { loaders }) => loaders.revisions.load(row.id),
  steps: (row, _args, { loaders }) => loaders.steps.load(revisionOf(row)),
  problem: async (row, _args, { loaders }) => {
    if (row.state !== 'failed') return null;
    const steps = await loaders.steps.load(revisionOf(row));
    return storedProblem(steps.find((step) => step.state === 'failed')?.problem);
  },
  waveform: (row, _args, { loaders }) => loaders.waveform.load(revisionOf(row)),
  fields: (row, _args, { loaders }) => loaders.fields.load(revisionOf(row)),
  measurements: (row, _args, { loaders }) => loaders.measurements.load(revisionOf(row)),
  findings: async (row, { kind, positiveOnly }, { loaders }) => {
    const findings = await loaders.findings.load(revisionOf(row));
    return findings.filter((finding) => (!kind || finding.kind === kind) && (!positiveOnly || finding.positive));
  },
  anomalyMap: async (row, _args, { loaders }) => {
    const inferred = await loaders.inferred.load(revisionOf(row));
    return inferred === null ? null : anomalyMapOf(inferred);
  },
  pageImageUrl: async (row, _args, { loaders, baseUrl }) => {
    const source = await loaders.source.load(row.sourceId);
    return source?.pages ? `${baseUrl}/studies/${row.id}/page.png` : null;
  },
  overlayImageUrl: async (row, _args, { loaders, baseUrl }) => {
    const steps = await loaders.steps.load(revisionOf(row));
    const isDigitized = steps.some((run) => run.step === 'digitize' && run.state === 'done');
    return isDigitized ? `${baseUrl}/studies/${row.id}/overlay.png?revision=${row.currentRevision}` : null;
  },
  exports: async (row, _args, { loaders, baseUrl }) => {
    const waveform = await loaders.waveform.load(revisionOf(row));
    if (!waveform) return [];
    return exportPaths(row.id).map(({ format, path }) => ({ format, url: `${baseUrl}${path}` }));
  },
};
