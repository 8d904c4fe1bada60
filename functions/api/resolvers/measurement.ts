import type { MeasurementResolvers } from '../generated/resolvers.ts';

export const measurement: MeasurementResolvers = {
  lead: ({ lead }) => (lead === '' ? null : lead),
};
