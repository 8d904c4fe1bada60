import type { Lead } from '../../functions/leads.ts';
import type { Rgb } from '../page/drawing.ts';
import type { FontName } from '../page/fonts.ts';
import { LAYOUTS } from '../page/layouts.ts';
import type { PageSpec } from '../page/page-spec.ts';
import { VENDORS } from '../page/vendors/index.ts';
import type { Random } from '../random.ts';

/** Printed paper colours of the carts' consumables. */
export const GRID_COLORS: Readonly<Record<string, Rgb>> = {
  pink: [247, 176, 190],
  red: [232, 112, 112],
  orange: [244, 160, 100],
  brown: [190, 140, 110],
  green: [130, 195, 140],
  blue: [140, 165, 225],
  grey: [165, 165, 168],
};

const INKS: readonly Rgb[] = [
  [12, 12, 16],
  [12, 12, 16],
  [12, 12, 16],
  [40, 40, 44],
  [20, 24, 70],
  [60, 20, 90],
  [10, 30, 110],
  [90, 20, 30],
];

const FONTS: readonly FontName[] = ['sans', 'sans-bold', 'serif', 'serif-bold', 'mono', 'mono-bold'];

/** White with a cast, or paper that is printed in a pale tint of its grid. */
function drawPaper(random: Random, tint: Rgb): Rgb {
  if (random.chance(0.65))
    return [255 - random.integer(0, 6), 255 - random.integer(0, 10), 255 - random.integer(0, 18)];
  const depth = random.uniform(0.08, 0.35);
  return [255 - depth * (255 - tint[0]), 255 - depth * (255 - tint[1]), 255 - depth * (255 - tint[2])];
}

/** Layouts with the share each has among the pages that are drawn. */
const LAYOUT_SHARES: readonly (readonly [layout: string, rhythm: number, share: number])[] = [
  ['3x4', 1, 34],
  ['3x4', 0, 8],
  ['3x4', 3, 9],
  ['3x4', 2, 4],
  ['6x2', 0, 11],
  ['6x2', 1, 8],
  ['12x1', 0, 11],
  ['6x1', 0, 2],
  ['6x1-chest', 0, 2],
  ['3x1', 0, 1],
  ['3x1-limb', 0, 1],
  ['4x3', 0, 2],
  ['4x3', 1, 1],
  ['2x6', 0, 2],
  ['3x4-cabrera', 1, 2],
  ['3x4-cabrera', 0, 1],
  ['6x2-cabrera', 0, 2],
  ['12x1-cabrera', 0, 1],
];

function drawLayout(random: Random): { layout: string; rhythmLeads: readonly Lead[] } {
  const total = LAYOUT_SHARES.reduce((sum, [, , share]) => sum + share, 0);
  let left = random.uniform(0, total);
  const chosen = LAYOUT_SHARES.find(([, , share]) => {
    left -= share;
    return left < 0;
  }) ?? ['3x4', 1, 0];
  const [layout, count] = chosen;
  const three = random.pick<readonly Lead[]>([
    ['V1', 'II', 'V5'],
    ['II', 'V1', 'V5'],
    ['I', 'II', 'V2'],
  ]);
  if (count === 3) return { layout, rhythmLeads: three };
  if (count === 2)
    return {
      layout,
      rhythmLeads: random.pick<readonly Lead[]>([
        ['II', 'V5'],
        ['V1', 'II'],
        ['II', 'V1'],
      ]),
    };
  if (count === 1) return { layout, rhythmLeads: [random.pick<Lead>(['II', 'II', 'II', 'II', 'V1', 'V5', 'I'])] };
  return { layout, rhythmLeads: [] };
}

function drawSpeedAndGain(random: Random): Pick<PageSpec, 'speedMmPerS' | 'gainMmPerMv' | 'chestGainMmPerMv'> {
  const speedMmPerS = random.chance(0.9) ? 25 : random.pick([12.5, 50]);
  const gainMmPerMv = random.chance(0.86) ? 10 : random.pick([5, 5, 20]);
  const chestGainMmPerMv = random.chance(0.94) ? gainMmPerMv : gainMmPerMv / 2;
  return { speedMmPerS, gainMmPerMv, chestGainMmPerMv: Math.max(2.5, chestGainMmPerMv) };
}

/** How far a page strays from its vendor's preset. */
export interface PageFreedom {
  readonly vendors: readonly string[];
  readonly pxPerMm: readonly [number, number];
  /** Grid colours, separators, label places and pens are drawn at random instead of taken from the preset. */
  readonly looseStyle: boolean;
  /** Only pages with a 1 mm grid. */
  readonly fullGrid: boolean;
}

/** A random page spec: vendor, language, layout, rhythm leads, speed, gain, density; with `looseStyle` its look too. */
export function drawPage(random: Random, freedom: PageFreedom): Partial<PageSpec> & { readonly seed: number } {
  const vendor = random.pick(freedom.vendors);
  const style = VENDORS[vendor];
  const language = random.chance(0.55) ? 'en' : random.pick(style?.languages ?? ['en']);
  const base = {
    seed: random.integer(0, 2 ** 31 - 1),
    vendor,
    language,
    ...drawLayout(random),
    ...drawSpeedAndGain(random),
    pxPerMm: random.uniform(...freedom.pxPerMm),
  };
  if (!freedom.looseStyle) return base;
  const grid = freedom.fullGrid
    ? 'full'
    : random.pick(['full', 'full', 'full', 'full', 'dotted', 'five-only', 'none'] as const);
  const dark = random.uniform(0.75, 1.1);
  const tint = random.pick(Object.values(GRID_COLORS));
  return {
    ...base,
    grid,
    gridColor: [Math.min(255, tint[0] * dark), Math.min(255, tint[1] * dark), Math.min(255, tint[2] * dark)],
    fineMm: random.uniform(0.06, 0.14),
    coarseMm: random.uniform(0.15, 0.35),
    fineOpacity: random.uniform(0.35, 0.9),
    paper: drawPaper(random, tint),
    ink: random.pick(INKS),
    inkOpacity: random.chance(0.15) ? random.uniform(0.45, 0.8) : 1,
    penMm: random.uniform(0.15, 0.5),
    traceStyle: random.chance(0.05) ? 'dots' : 'line',
    pulse: random.pick(['left', 'left', 'left', 'right', 'none'] as const),
    separator: random.pick(['gap', 'bar', 'tick', 'none'] as const),
    separatorMm: random.uniform(0.2, 0.8),
    labelFont: random.pick(FONTS),
    ...(random.chance(0.3) ? { font: random.pick<FontName>(['sans', 'serif']) } : {}),
    label: random.pick(['above', 'above', 'below', 'left'] as const),
    labelMm: random.uniform(2.6, 4.2),
    antialias: random.chance(0.8),
  };
}

/** A page that is nothing but grid and leads, as figures for teaching are cut out; rows stand as close as they like. */
export function drawExcerpt(random: Random, freedom: PageFreedom): Partial<PageSpec> & { readonly seed: number } {
  const drawn = drawPage(random, freedom);
  const rows = (LAYOUTS[drawn.layout ?? '3x4']?.rows.length ?? 3) + (drawn.rhythmLeads?.length ?? 0);
  const heightMm = rows * random.uniform(rows > 8 ? 12 : 19, rows > 8 ? 16 : 36);
  const widthMm = random.uniform(262, 285);
  const top = random.uniform(0, 12);
  return {
    ...drawn,
    furniture: false,
    paperMm: [widthMm, heightMm + top],
    gridBoxMm: [-random.uniform(0, 5), -random.uniform(0, 5), widthMm + 5, heightMm + top + 5],
    traceBoxMm: [random.uniform(0, 4), top, widthMm - 5, heightMm],
    grid: random.chance(0.92) ? 'full' : 'dotted',
  };
}
