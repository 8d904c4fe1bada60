import type { PageSpec } from '../page/page-spec.ts';
import type { Random } from '../random.ts';
import { drawPage, type PageFreedom } from './page-draw.ts';

/** A kind of page with its way to the computer. Held-out families are for measuring only, never for training. */
export interface Family {
  readonly heldOut: boolean;
  readonly page: (random: Random) => Partial<PageSpec> & { readonly seed: number };
}

const SEEN_VENDORS = ['muse', 'mac', 'pagewriter', 'mortara', 'edan', 'nihon-kohden', 'mindray', 'plain'];
const HELD_OUT_VENDORS = ['schiller', 'fukuda'];

const page =
  (freedom: Partial<PageFreedom>) =>
  (random: Random): Partial<PageSpec> & { readonly seed: number } =>
    drawPage(random, { vendors: SEEN_VENDORS, pxPerMm: [6, 12], looseStyle: true, fullGrid: false, ...freedom });

/** Every family by name. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  'preset-clean': { heldOut: false, page: page({ looseStyle: false }) },
  'scan-clean': { heldOut: false, page: page({ pxPerMm: [5.9, 15.75] }) },
  'preset-clean-unseen': { heldOut: true, page: page({ vendors: HELD_OUT_VENDORS, looseStyle: false }) },
};
