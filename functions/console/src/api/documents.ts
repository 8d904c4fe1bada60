import { gql } from 'urql';
import type { PrintedIdentity, Problem, StatedReading, Study, StudyState, WorklistRow } from './types.ts';

const PROBLEM = 'code message hint';
const ROW = `id state acuity receivedAt acquiredAt ageYears sex site topFinding patient { recordNumber } problem { ${PROBLEM} } steps { step state }`;

export interface WorklistData {
  readonly studies: {
    readonly edges: readonly { readonly node: WorklistRow }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export const WORKLIST = gql<WorklistData, { after: string | null; states: readonly StudyState[] | null }>`
  query Worklist($after: String, $states: [StudyState!]) {
    studies(first: 50, after: $after, filter: { states: $states }) {
      edges { node { ${ROW} } }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const WORKLIST_CHANGED = gql<{ worklistChanged: { id: string; studyId: string | null } }, Record<string, never>>`
  subscription WorklistChanged { worklistChanged { id studyId } }
`;

export const STUDY = gql<{ study: Study | null; layouts: readonly string[] }, { id: string }>`
  query Study($id: ID!) {
    study(id: $id) {
      id state acuity receivedAt acquiredAt ageYears sex site topFinding patient { recordNumber } problem { ${PROBLEM} candidates }
      revision orderNumber
      source { mediaType byteLength sha256 pages }
      statedReading {
        page layout quarterTurns speedMmPerS gainMmPerMv chestGainMmPerMv pitchPx { x y } blocks { lead rhythm box startS }
      }
      revisions { number reason fromStep createdAt }
      steps { step state attempt carried startedAt finishedAt problem { ${PROBLEM} } }
      waveform {
        sampleRateHz layout durationS speedMmPerS gainMmPerMv qualityScore qualityReasons
        leads { lead startS durationS quality mv(maxSamples: 5000) }
        rhythm { lead startS durationS quality mv(maxSamples: 5000) }
      }
      fields { name value text confidence reason contradiction source cropUrl alternatives { value confidence } }
      measurements { name lead value unit source }
      findings { id kind code name probability positive threshold model modelVersion spans { lead fromS toS weight } }
      anomalyMap { sampleRateHz leads { lead values } }
      pageImageUrl overlayImageUrl pageRedaction { applied ready certain }
      exports { format url }
    }
    layouts
  }
`;

export const IDENTITY = gql<{ study: { identity: readonly PrintedIdentity[] | null } | null }, { id: string }>`
  query Identity($id: ID!) { study(id: $id) { id identity { kind text confidence } } }
`;

export const STUDY_CHANGED = gql<{ studyChanged: { id: string; type: string } }, { id: string }>`
  subscription StudyChanged($id: ID!) { studyChanged(id: $id) { id type } }
`;

type Change =
  | { __typename: 'StudyChanged'; rerun: readonly string[] }
  | ({ __typename: 'InvalidRequest' | 'NotFound' | 'Conflict' } & Problem);
const CHANGE = `__typename ... on StudyChanged { rerun study { id } } ... on Problem { ${PROBLEM} }`;

export const RETRY_STEP = gql<{ retryStep: Change }, { studyId: string; step: string }>`
  mutation RetryStep($studyId: ID!, $step: StepName!) { retryStep(input: { studyId: $studyId, step: $step }) { ${CHANGE} } }
`;

export const CORRECT_FIELD = gql<
  { correctField: Change },
  { studyId: string; name: string; value: unknown; expectedRevision: number }
>`
  mutation CorrectField($studyId: ID!, $name: String!, $value: JSON, $expectedRevision: Int!) {
    correctField(input: { studyId: $studyId, name: $name, value: $value, expectedRevision: $expectedRevision }) { ${CHANGE} }
  }
`;

export const STATE_READING = gql<
  { stateReading: Change },
  { input: { studyId: string; expectedRevision: number } & StatedReading }
>`
  mutation StateReading($input: StateReadingInput!) { stateReading(input: $input) { ${CHANGE} } }
`;

export interface UploadTicket {
  readonly id: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

export const CREATE_UPLOAD = gql<
  {
    createUpload:
      | ({ __typename: 'UploadTicket' } & UploadTicket)
      | ({ __typename: 'InvalidRequest' | 'Conflict' } & Problem);
  },
  { byteLength: number; sha256: string | null }
>`
  mutation CreateUpload($byteLength: Int!, $sha256: String) {
    createUpload(input: { byteLength: $byteLength, sha256: $sha256 }) {
      __typename
      ... on UploadTicket { id url headers { name value } }
      ... on Problem { ${PROBLEM} }
    }
  }
`;

export const SUBMIT_REPORT = gql<
  {
    submitReport:
      | { __typename: 'Submission'; duplicate: boolean; study: { id: string } }
      | ({ __typename: 'InvalidRequest' | 'NotFound' | 'Conflict' } & Problem);
  },
  { uploadId: string }
>`
  mutation SubmitReport($uploadId: ID!) {
    submitReport(input: { uploadId: $uploadId }) {
      __typename
      ... on Submission { duplicate study { id } }
      ... on Problem { ${PROBLEM} }
    }
  }
`;
