import type { VectorText } from '../../ingest/types.ts';

/** Speed and gains as the page prints them; null where it prints none. */
export interface PrintedScale {
  readonly speedMmPerS: number | null;
  readonly gainMmPerMv: number | null;
  readonly chestGainMmPerMv: number | null;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const SPEED = new RegExp(String.raw`${NUMBER}\s*mm\s*/\s*s(?:ec)?\b`, 'i');
const GAIN = new RegExp(String.raw`${NUMBER}\s*mm\s*/\s*mV`, 'i');
const CHEST_GAIN = new RegExp(String.raw`(?:chest|precordial|V1-V6)[^\d]{0,12}${NUMBER}\s*mm\s*/\s*mV`, 'i');
const BOTH_GAINS = new RegExp(String.raw`${NUMBER}\s*[/*]\s*${NUMBER}\s*mm\s*/\s*mV`, 'i');
const SPEEDS = [5, 6.25, 10, 12.5, 25, 50, 100];
const GAINS = [1.25, 2.5, 5, 10, 20, 40];

/** Reads `25 mm/s`, `10 mm/mV`, `10/5 mm/mV`, `Chest: 5 mm/mV` from the page's own text; only values that recorders have. */
export function printedScale(texts: readonly VectorText[]): PrintedScale {
  const text = texts.map((each) => each.text).join('\n');
  const both = BOTH_GAINS.exec(text);
  return {
    speedMmPerS: known(SPEED.exec(text)?.[1], SPEEDS),
    gainMmPerMv: known(both?.[1] ?? GAIN.exec(text)?.[1], GAINS),
    chestGainMmPerMv: known(both?.[2] ?? CHEST_GAIN.exec(text)?.[1], GAINS),
  };
}

function known(digits: string | undefined, values: readonly number[]): number | null {
  const value = Number(digits?.replace(',', '.'));
  return values.includes(value) ? value : null;
}
