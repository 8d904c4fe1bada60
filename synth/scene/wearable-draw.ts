import type { PageSpec } from '../page/page-spec.ts';
import type { Random } from '../random.ts';
import { drawPage, type PageFreedom } from './page-draw.ts';

/** How many rows of how many seconds half a minute is printed on. */
const ROWS = [
  [3, 10],
  [3, 10],
  [4, 7.5],
  [5, 6],
] as const;
/** Where no name stands beside the rows it is lead I. */
const LEADS = ['1x1-limb', '1x1'] as const;

/** The report of a watch: half a minute of one lead on rows one below another, mostly without its name beside them. */
export function drawWearable(random: Random, freedom: PageFreedom): Partial<PageSpec> & { readonly seed: number } {
  const [rowsGoOn, shownS] = random.pick(ROWS);
  const rowMm = random.pick([30, 35, 40]);
  const [widthMm, heightMm] = [25 * shownS + random.uniform(22, 40), rowsGoOn * rowMm + random.uniform(50, 75)];
  const isNamed = random.chance(0.35);
  const left = (widthMm - 25 * shownS) / 2 - 3;
  return {
    ...drawPage(random, freedom),
    vendor: 'plain',
    layout: isNamed ? random.pick(LEADS) : '1x1-limb',
    rhythmLeads: [],
    rowsGoOn,
    shownS,
    speedMmPerS: 25,
    gainMmPerMv: 10,
    chestGainMmPerMv: 10,
    grid: random.chance(0.8) ? 'full' : 'five-only',
    pulse: random.chance(0.25) ? 'left' : 'none',
    label: isNamed ? 'above' : 'none',
    paperMm: [widthMm, heightMm],
    gridBoxMm: [left, 30, widthMm - 2 * left, rowsGoOn * rowMm + 5],
    traceBoxMm: [left - 6, 32, widthMm - 2 * left + 12, rowsGoOn * rowMm],
  };
}
