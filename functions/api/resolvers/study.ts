import { noteView } from '../../record/read-study.ts';
import { isAllowed, mayKnowIdentity } from '../auth/policy.ts';
import { exportPaths } from '../exports/study-export.ts';
import type { Sex, StudyResolvers } from '../generated/resolvers.ts';
import type { Loaders, RevisionKey } from '../loaders.ts';
import type { StudyRow } from '../views.ts';
import { anomalyMapOf } from './anomaly-map.ts';
import { storedProblem } from './problem.ts';
import { statedReadingOf } from './stated-reading.ts';

function currentRevision(study: StudyRow): RevisionKey {
  return { studyId: study.id, revision: study.currentRevision };
}

/** The newest revision with results: those before stay in sight while a correction is worked in. */
async function shownRevision(study: StudyRow, loaders: Loaders): Promise<RevisionKey> {
  const recorded = await loaders.recordedRevision.load(study.id);
  return { studyId: study.id, revision: recorded ?? study.currentRevision };
}

export const study: StudyResolvers = {
  revision: (row) => row.currentRevision,
  sex: (row) => row.sex as Sex | null,
  source: async (row, _args, { loaders }) => {
    const source = await loaders.source.load(row.sourceId);
    if (!source) throw new Error('a study without its source');
    return source;
  },
  patient: (row, _args, { loaders, caller }) =>
    row.patientId === null || !mayKnowIdentity(caller) ? null : loaders.patient.load(row.patientId),
  identity: async (row, _args, { loaders, caller, platform }) => {
    if (!mayKnowIdentity(caller)) return null;
    const told = await loaders.identity.load(row.id);
    if (told.length > 0) await noteView(platform, caller, row.id, 'identity.viewed');
    return [...told];
  },
  // Who sends reports gave the number; who reads them may know it only with the patient.
  orderNumber: ({ orderNumber }, _args, { caller }) =>
    mayKnowIdentity(caller) || isAllowed(caller.roles, 'report.send') ? orderNumber : null,
  revisions: (row, _args, { loaders }) => loaders.revisions.load(row.id),
  steps: (row, _args, { loaders }) => loaders.steps.load(currentRevision(row)),
  problem: async (row, _args, { loaders }) => {
    if (row.problemCode === null) return null;
    const steps = await loaders.steps.load(currentRevision(row));
    return storedProblem(steps.find((step) => step.state === 'failed')?.problem);
  },
  statedReading: async (row, _args, { loaders }) => {
    const newest = (await loaders.revisions.load(row.id)).find(({ number }) => number === row.currentRevision);
    return newest?.stated ? statedReadingOf(newest) : null;
  },
  waveform: async (row, _args, { loaders }) => loaders.waveform.load(await shownRevision(row, loaders)),
  fields: async (row, _args, { loaders }) => loaders.fields.load(await shownRevision(row, loaders)),
  measurements: async (row, _args, { loaders }) => loaders.measurements.load(await shownRevision(row, loaders)),
  findings: async (row, { kind, positiveOnly }, { loaders }) => {
    const findings = await loaders.findings.load(await shownRevision(row, loaders));
    return findings.filter((finding) => (!kind || finding.kind === kind) && (!positiveOnly || finding.positive));
  },
  anomalyMap: async (row, _args, { loaders }) => {
    const inferred = await loaders.inferred.load(await shownRevision(row, loaders));
    return inferred === null ? null : anomalyMapOf(inferred);
  },
  pageImageUrl: async (row, _args, { loaders, baseUrl }) => {
    const source = await loaders.source.load(row.sourceId);
    return source?.pages ? `${baseUrl}/studies/${row.id}/page.png` : null;
  },
  overlayImageUrl: async (row, _args, { loaders, baseUrl }) => {
    const shown = await shownRevision(row, loaders);
    const steps = await loaders.steps.load(shown);
    const isDigitized = steps.some((run) => run.step === 'digitize' && run.state === 'done');
    return isDigitized ? `${baseUrl}/studies/${row.id}/overlay.png?revision=${shown.revision}` : null;
  },
  pageRedaction: async (row, _args, { loaders, caller }) => {
    const source = await loaders.source.load(row.sourceId);
    if (!source?.pages) return null;
    const redaction = await loaders.redaction.load(await shownRevision(row, loaders));
    return {
      applied: !mayKnowIdentity(caller),
      ready: Boolean(redaction),
      certain: redaction?.certain ?? null,
    };
  },
  exports: async (row, _args, { loaders, baseUrl }) => {
    const waveform = await loaders.waveform.load(await shownRevision(row, loaders));
    if (!waveform) return [];
    return exportPaths(row.id).map(({ format, path }) => ({ format, url: `${baseUrl}${path}` }));
  },
};
