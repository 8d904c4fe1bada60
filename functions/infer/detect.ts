import type { ModelLabels } from './model-repository.ts';
import type { WindowOutputs } from './networks.ts';
import type { Inferred } from './types.ts';
import { acrossWindows } from './windows.ts';

/**
 * Whether the recording is abnormal: the logistic combination, fitted on fold 9, of the statements network's view
 * and of the restoration's, which saw normal records alone.
 */
export function detect(outputs: readonly WindowOutputs[], labels: ModelLabels): Inferred['detection'] {
  const { supervisedWeight, selfSupervisedWeight, bias, threshold } = labels.restore.detection;
  const score = acrossWindows(
    outputs.map(({ supervised, selfSupervised }) => {
      const logOdds = bias + supervisedWeight * supervised + selfSupervisedWeight * selfSupervised;
      return 1 / (1 + Math.exp(-logOdds));
    }),
  );
  return { score, abnormal: score >= threshold, threshold };
}
