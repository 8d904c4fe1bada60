import { timesEach } from '../maths/times-each.ts';
import type { Digitized } from '../types.ts';

/** How far log-odds of speed and gain are believed: drawn pages went wrong more often than they said. */
const BELIEVED_SHARE = 0.7;
/** From this probability on the doubt is not worth a word. */
const SURE = 0.85;
const REASON = 'Paper speed or gain is concluded from weak signs.';

/** Below these log-odds the traces do not tell speed and gain, and the print is asked; where no pulse shows the gain, below the second. */
const UNSURE = 3.5;
const UNSURE_WITHOUT_PULSE = 5;

/** Whether log-odds of speed and gain leave either open, so that the print is worth reading. */
export function isUnsure(margin: number, source: Digitized['calibration']['source']): boolean {
  return margin < (source === 'pulse' ? UNSURE : UNSURE_WITHOUT_PULSE);
}

/** Sources of the scale that leave no doubt; a pulse shows the gain, and leaves open the speed. */
const SHOWN: readonly Digitized['calibration']['source'][] = ['vector', 'stated'];

const shareOf = (margin: number) => 1 / (1 + Math.exp(-BELIEVED_SHARE * margin));

function times(quality: Digitized['quality'], factor: number, reasons: readonly string[]): Digitized['quality'] {
  return { score: factor * quality.score, leads: timesEach(quality.leads, factor), reasons: [...reasons] };
}

/**
 * Lowers a reading's quality, and that of all its leads, by the probability that speed or gain is another: waveforms of half the voltage or twice
 * the length look well traced. `margin` holds the log-odds against the next likely one, print included.
 */
export function doubtedByCalibration(
  quality: Digitized['quality'],
  source: Digitized['calibration']['source'],
  margin: number,
): Digitized['quality'] {
  if (SHOWN.includes(source)) return quality;
  const share = shareOf(margin);
  return times(quality, share, share < SURE ? [...quality.reasons, REASON] : quality.reasons);
}

/** The reading without that doubt, once the print was found to say the same. */
export function confirmedCalibration(digitized: Digitized): Digitized {
  const { calibration, scaleMargin, quality } = digitized;
  if (SHOWN.includes(calibration.source) || scaleMargin === null) return digitized;
  const reasons = quality.reasons.filter((reason) => reason !== REASON);
  return { ...digitized, quality: times(quality, 1 / shareOf(scaleMargin), reasons) };
}
