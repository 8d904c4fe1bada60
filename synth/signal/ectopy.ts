import type { Random } from '../random.ts';
import type { Ectopy } from '../types.ts';

/** Says, beat by beat, whether the next one is premature. */
export function ectopyPattern(kind: Ectopy, random: Random): () => boolean {
  let count = random.integer(0, 2);
  let pending = 0;
  return () => {
    count++;
    switch (kind) {
      case 'none':
        return false;
      case 'bigeminy':
        return count % 2 === 0;
      case 'trigeminy':
        return count % 3 === 0;
      case 'occasional':
        // At least one falls within ten seconds at ordinary rates.
        if (count < 4) return false;
        if (random.chance(0.3) || count > 6) count = 0;
        return count === 0;
      case 'couplet':
        if (pending > 0) {
          pending--;
          return true;
        }
        if (count < 5) return false;
        count = 0;
        pending = 1;
        return true;
    }
  };
}
