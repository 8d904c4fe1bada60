import type { Resolvers } from '../generated/resolvers.ts';
import { event } from './event.ts';
import { finding } from './finding.ts';
import { leadTrace } from './lead-trace.ts';
import { measurement } from './measurement.ts';
import { mutation } from './mutation.ts';
import { patient } from './patient.ts';
import { principal } from './principal.ts';
import { printedField } from './printed-field.ts';
import { problemInterface } from './problem.ts';
import { query } from './query.ts';
import { scalars } from './scalars.ts';
import { stepRun } from './step-run.ts';
import { study } from './study.ts';
import { studyConnection } from './study-connection.ts';
import { subscription } from './subscription.ts';
import { waveform } from './waveform.ts';

/** The resolvers by type of the contract; a type that is not listed is read off its row field by field. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  Event: event,
  Finding: finding,
  LeadTrace: leadTrace,
  Measurement: measurement,
  Patient: patient,
  Principal: principal,
  PrintedField: printedField,
  Problem: problemInterface,
  StepRun: stepRun,
  Study: study,
  StudyConnection: studyConnection,
  Waveform: waveform,
};
