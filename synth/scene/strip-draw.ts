import { LAYOUTS } from '../page/layouts.ts';
import type { PageSpec } from '../page/page-spec.ts';
import type { Random } from '../random.ts';
import { drawPage, type PageFreedom } from './page-draw.ts';

/** A strip of a monitor or a defibrillator: one to three leads on paper hardly higher than they are, without a report around them. */
export function drawStrip(random: Random, freedom: PageFreedom): Partial<PageSpec> & { readonly seed: number } {
  const layout = random.pick(['1x1', '1x1', '2x1', '3x1', '3x1-limb'] as const);
  const rows = LAYOUTS[layout]?.rows.length ?? 1;
  const heightMm = rows * random.uniform(24, 40) + random.uniform(4, 14);
  const shownS = random.uniform(6, 10);
  const widthMm = 25 * shownS + random.uniform(14, 30);
  const edge = random.uniform(0, 5);
  return {
    ...drawPage(random, freedom),
    layout,
    rhythmLeads: [],
    speedMmPerS: 25,
    gainMmPerMv: 10,
    chestGainMmPerMv: 10,
    shownS,
    furniture: false,
    paperMm: [widthMm, heightMm],
    gridBoxMm: [0, edge, widthMm, heightMm - 2 * edge],
    traceBoxMm: [2, edge + 1, widthMm - 4, heightMm - 2 * edge - 2],
  };
}
