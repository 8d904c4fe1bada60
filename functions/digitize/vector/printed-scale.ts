import type { VectorText } from '../../ingest/types.ts';

/** Speed and gains as the page prints them; null where it prints none. */
export interface PrintedScale {
  readonly speedMmPerS: number | null;
  readonly gainMmPerMv: number | null;
  readonly chestGainMmPerMv: number | null;
  /** Two gains are printed and nothing says which leads each is for. */
  readonly isAmbiguous: boolean;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const [MM, PER] = [String.raw`\s*(mm|cm|мм)`, String.raw`\s*/\s*`];
const MILLIVOLT = '(?:mV|мВ)';
const SPEED = new RegExp(String.raw`${NUMBER}${MM}${PER}(?:s(?:e[ckg]\w*)?|с(?:ек)?)(?![\p{L}\d])`, 'giu');
const GAIN = new RegExp(`${NUMBER}${MM}${PER}${MILLIVOLT}`, 'giu');
const BOTH_GAINS = new RegExp(String.raw`${NUMBER}\s*[/*|]\s*${NUMBER}\s*mm\s*/\s*mV`, 'iu');
/** What stands before the gain of the chest leads, in the languages of carts. */
const CHEST =
  /(?:chest|pr[eé]cord\w*|thora\w*|brust\w*|wilson|t[oó]rax|грудн\p{L}*|[VC]\s*1?\s*[-–]\s*[VC]?\s*6|\b[VC][1-6]?)[^\p{L}\d]{0,12}$/iu;
const SPEEDS = [5, 6.25, 10, 12.5, 25, 50, 100];
const GAINS = [1.25, 2.5, 5, 10, 20, 40];

/**
 * Reads `25 mm/s`, `10 mm/mV`, `1 cm/mV`, `10/5 mm/mV`, `Chest: 5 mm/mV` from the page's own text; only values that
 * recorders have. A second gain without a word on its leads is taken for the chest's, and called ambiguous.
 */
export function printedScale(texts: readonly VectorText[]): PrintedScale {
  const text = texts.map((each) => each.text).join('\n');
  const speeds = [...text.matchAll(SPEED)].flatMap((match) => known(match, SPEEDS) ?? []);
  const gains = [...text.matchAll(GAIN)].flatMap((match) => {
    const mm = known(match, GAINS);
    return mm === null ? [] : [{ mm, isChest: CHEST.test(text.slice(Math.max(0, match.index - 40), match.index)) }];
  });
  const both = BOTH_GAINS.exec(text)?.slice(1, 3).map(toNumber) ?? [];
  const pair = both.length === 2 && both.every((mm) => GAINS.includes(mm)) ? both : null;
  const limb = pair?.[0] ?? gains.find((gain) => !gain.isChest)?.mm ?? gains[0]?.mm ?? null;
  const chest = pair?.[1] ?? gains.find((gain) => gain.isChest)?.mm ?? null;
  const second = chest === null ? (gains.find((gain) => gain.mm !== limb)?.mm ?? null) : null;
  return {
    speedMmPerS: speeds[0] ?? null,
    gainMmPerMv: limb,
    chestGainMmPerMv: chest ?? second,
    isAmbiguous: second !== null,
  };
}

function known([, digits = '', unit = '']: RegExpExecArray, values: readonly number[]): number | null {
  const value = toNumber(digits) * (unit.toLowerCase() === 'cm' ? 10 : 1);
  return values.includes(value) ? value : null;
}

function toNumber(digits: string): number {
  return Number(digits.replace(',', '.'));
}
