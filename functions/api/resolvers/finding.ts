import { z } from 'zod';
import type { FindingResolvers, Span } from '../generated/resolvers.ts';

const stretch = z.object({
  lead: z.string().nullish(),
  fromS: z.number(),
  toS: z.number(),
  peak: z.number().nullish(),
});
const beat = z.object({ timeS: z.number(), attention: z.record(z.string(), z.number()).optional() });

function spanOf(stored: z.infer<typeof stretch> | z.infer<typeof beat>): Span {
  if ('timeS' in stored) {
    const weights = Object.values(stored.attention ?? {});
    return {
      lead: null,
      fromS: stored.timeS,
      toS: stored.timeS,
      weight: weights.length > 0 ? Math.max(...weights) : null,
    };
  }
  return { lead: stored.lead ?? null, fromS: stored.fromS, toS: stored.toS, weight: stored.peak ?? null };
}

/** The places of a finding as the record keeps them: stretches of leads, or the time of a beat. */
export const finding: FindingResolvers = {
  spans: ({ spans }) => {
    const stored = Array.isArray(spans) ? spans : [spans];
    return z
      .array(z.union([stretch, beat]))
      .parse(stored)
      .map(spanOf);
  },
};
