import type { Revision } from '../../platform/database/generated/client.ts';
import { statedOf } from '../../record/stated-reading.ts';
import type { StatedReading } from '../generated/resolvers.ts';

/** What was stated for a revision, as the contract shows it. */
export function statedReadingOf(revision: Pick<Revision, 'stated'>): StatedReading {
  const { blocks, ...stated } = statedOf(revision);
  if (blocks === undefined) return stated;
  return { ...stated, blocks: blocks.map(({ box, ...block }) => ({ ...block, box: [...box] })) };
}
