import { median } from './quantile.ts';
import type { GlobalMeasurements } from './types.ts';
import type { VotedWaves } from './wave-vote.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

/** What a heart can do, ms: values outside are delineation errors, and no value is given. */
const PLAUSIBLE_MS = { p: [30, 220], pr: [60, 480], qrs: [40, 260], qt: [180, 720] } as const;

type Interval = keyof typeof PLAUSIBLE_MS;

/** An interval that fills more of the beat than this was carried over the next beat's waves. */
const LARGEST_SHARE_OF_RR = { p: 0.4, pr: 0.7, qrs: 0.45, qt: 0.88 } as const;

/** The interval of every voted beat that has it, median, in ms; null where none or implausible. */
function interval(
  beats: readonly VotedWaves[],
  name: Interval,
  from: keyof VotedWaves,
  to: keyof VotedWaves,
  rrMs: number | null,
): number | null {
  const values = beats.map((beat) => ((beat[to] ?? Number.NaN) - (beat[from] ?? Number.NaN)) / WORKING_RATE_HZ);
  const ms = 1000 * median(values);
  const [low, high] = PLAUSIBLE_MS[name];
  const largest = Math.min(high, LARGEST_SHARE_OF_RR[name] * (rrMs ?? Number.POSITIVE_INFINITY));
  return ms >= low && ms <= largest ? ms : null;
}

/** QT corrected for rate: Bazett 1920, Fridericia 1920, Framingham (Sagie 1992), Hodges 1983; RR in ms. */
export function correctedQt(
  qtMs: number,
  rrMs: number,
): Pick<GlobalMeasurements, 'qtcMs' | 'qtcFridericiaMs' | 'qtcFraminghamMs' | 'qtcHodgesMs'> {
  const rrS = rrMs / 1000;
  return {
    qtcMs: qtMs / Math.sqrt(rrS),
    qtcFridericiaMs: qtMs / Math.cbrt(rrS),
    qtcFraminghamMs: qtMs + 154 * (1 - rrS),
    qtcHodgesMs: qtMs + 1.75 * (60 / rrS - 60),
  };
}

/** Global intervals of the commonest beat. `rrMs` is the RR of the prevailing rhythm, null below two beats. */
export function intervals(
  dominant: readonly VotedWaves[],
  rrMs: number | null,
): Omit<GlobalMeasurements, 'pAxisDeg' | 'qrsAxisDeg' | 'tAxisDeg'> {
  const qtMs = interval(dominant, 'qt', 'qrsOnset', 'tOffset', rrMs);
  const none = { qtcMs: null, qtcFridericiaMs: null, qtcFraminghamMs: null, qtcHodgesMs: null };
  return {
    heartRateBpm: rrMs === null ? null : 60_000 / rrMs,
    rrMs,
    pMs: interval(dominant, 'p', 'pOnset', 'pOffset', rrMs),
    prMs: interval(dominant, 'pr', 'pOnset', 'qrsOnset', rrMs),
    qrsMs: interval(dominant, 'qrs', 'qrsOnset', 'qrsOffset', rrMs),
    qtMs,
    ...(qtMs === null || rrMs === null ? none : correctedQt(qtMs, rrMs)),
  };
}
