import type { LeadTraceResolvers } from '../generated/resolvers.ts';
import { nullWhereMissing, thinTrace } from './thin-trace.ts';

export const leadTrace: LeadTraceResolvers = {
  mv: ({ mv }, { maxSamples }) => nullWhereMissing(maxSamples ? thinTrace(mv, Math.max(2, maxSamples)) : mv),
};
