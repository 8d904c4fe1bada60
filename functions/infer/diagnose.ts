import { COMPATIBLE_WITH_NORMAL, EXCLUSIVE_PAIRS } from './exclusions.ts';
import type { ModelLabels, StatementLabel } from './model-repository.ts';
import type { WindowOutputs } from './networks.ts';
import type { Diagnosis } from './types.ts';
import { acrossWindows } from './windows.ts';

/**
 * Every statement with its calibrated probability, most probable first. A statement is positive where it reaches its
 * own threshold and no statement that excludes it stands further above its own.
 */
export function diagnose(outputs: readonly WindowOutputs[], labels: ModelLabels): Diagnosis[] {
  const { statements } = labels.statements;
  const found = statements.map((label, i) => ({
    label,
    probability: acrossWindows(outputs.map(({ probabilities }) => probabilities[i] as number)),
  }));
  const positive = consistent(found);
  return found
    .map(({ label: { code, name }, probability }) => ({
      code,
      system: 'scp' as const,
      name,
      probability,
      positive: positive.has(code),
    }))
    .sort((a, b) => b.probability - a.probability);
}

/** Codes of the statements that reach their thresholds and contradict no stronger one. */
function consistent(found: readonly { label: StatementLabel; probability: number }[]): Set<string> {
  const excess = new Map<string, number>();
  for (const { label, probability } of found) {
    if (probability >= label.threshold) excess.set(label.code, logOdds(probability) - logOdds(label.threshold));
  }
  const positive = new Set(excess.keys());
  const contest = (a: string, b: string) => {
    if (!positive.has(a) || !positive.has(b)) return;
    positive.delete((excess.get(a) ?? 0) < (excess.get(b) ?? 0) ? a : b);
  };
  for (const [a, b] of EXCLUSIVE_PAIRS) contest(a, b);
  for (const code of [...positive]) {
    if (code !== 'NORM' && !COMPATIBLE_WITH_NORMAL.has(code)) contest('NORM', code);
  }
  return positive;
}

function logOdds(p: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(inside / (1 - inside));
}
