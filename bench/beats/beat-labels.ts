import type { BeatClass } from '../../functions/infer/types.ts';
import { readAnnotations } from '../measure/wfdb.ts';

/** AAMI EC57 classes of PhysioNet's beat codes (ecgcodes.h). */
const AAMI: Readonly<Record<number, BeatClass>> = {
  ...{ 1: 'N', 2: 'N', 3: 'N', 11: 'N', 34: 'N', 4: 'S', 7: 'S', 8: 'S', 9: 'S' },
  ...{ 5: 'V', 10: 'V', 6: 'F', 12: 'Q', 13: 'Q', 38: 'Q' },
};
const FLUTTER_BEGINS = 32;
const FLUTTER_ENDS = 33;

/** The annotated beats of a record with their AAMI class, and the stretches of ventricular flutter, which EC57 leaves out. */
export function beatLabels(path: string, rateHz: number) {
  const beats: { timeS: number; label: BeatClass }[] = [];
  const flutter: { fromS: number; toS: number }[] = [];
  for (const { sample, code } of readAnnotations(path)) {
    const label = AAMI[code];
    const timeS = sample / rateHz;
    if (label !== undefined) beats.push({ timeS, label });
    if (code === FLUTTER_BEGINS) flutter.push({ fromS: timeS - 0.15, toS: Number.POSITIVE_INFINITY });
    if (code === FLUTTER_ENDS) flutter[flutter.length - 1] = { fromS: flutter.at(-1)?.fromS ?? 0, toS: timeS + 0.15 };
  }
  return { beats, flutter };
}
