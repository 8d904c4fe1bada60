import type { CodegenConfig } from '@graphql-codegen/cli';

const rows = '../../platform/database/generated/client.ts';

/**
 * Makes the types of the resolvers from `schema.graphql` (`npm run codegen`). A mapper names what a resolver of a
 * type is handed as its parent: mostly a row of the record, else a view of `functions/api/views.ts`.
 */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  generates: {
    'functions/api/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        importExtension: '.ts',
        enumType: 'string-literal',
        enumsAsTypes: true,
        contextType: '../context.ts#ApiContext',
        resolversNonOptionalTypename: { unionMember: true },
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: { input: 'Date', output: 'Date' },
          LocalDateTime: 'string',
          JSON: 'unknown',
          ProblemCode: 'string',
          Upload: '../http/stored-file.ts#StoredFile',
        },
        mappers: {
          Study: `${rows}#Study as StudyRow`,
          Patient: `${rows}#Patient as PatientRow`,
          Source: `${rows}#Source as SourceRow`,
          Revision: `${rows}#Revision as RevisionRow`,
          StepRun: `${rows}#StepRun as StepRunRow`,
          PrintedField: `${rows}#PrintedField as PrintedFieldRow`,
          Measurement: `${rows}#Measurement as MeasurementRow`,
          Finding: `${rows}#Finding as FindingRow`,
          Waveform: `${rows}#Waveform as WaveformRow`,
          UploadStatus: `${rows}#Upload as UploadRow`,
          Event: `${rows}#Event as EventRow`,
          Principal: '../views.ts#PrincipalView',
          LeadTrace: '../views.ts#LeadTraceView',
          StudyConnection: '../views.ts#StudyPageView',
        },
      },
    },
  },
};

export default config;
