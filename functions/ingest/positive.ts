import type { RasterPage } from './types.ts';

/** Ground darker than this in the median is no paper, 0…255; a dim photograph of paper is told by what follows. */
const DARK = 110;
/** Light ink stands out from what lies around it by so much, and by so many times what dark ink in the same column does. */
const STANDS_OUT = 20;
const TIMES_DARK_INK = 1.5;
/** In so many of the columns: at most 0.006 of those of 140 pages of dark ink show any, 0.2 to 0.98 of their negatives'. */
const LEAST_SHARE = 0.15;
/** What lies around a pixel says nothing in pictures as low as this, which hold no ECG, px. */
const LEAST_HEIGHT_PX = 160;
/** Columns that are looked at, and half of what lies around a pixel as a share of the column. */
const COLUMNS = 160;
const AROUND = 0.01;

/**
 * Pages as screens and films show them, light ink on dark ground, as their positives: what follows looks for dark ink. Any other page comes back as it
 * is. Pixels are changed in place.
 */
export function asPositive(page: RasterPage): RasterPage {
  const { rgb } = page;
  if (isNegative(page)) for (let i = 0; i < rgb.length; i++) rgb[i] = 255 - (rgb[i] as number);
  return page;
}

function isNegative(page: RasterPage): boolean {
  if (page.heightPx < LEAST_HEIGHT_PX) return false;
  const count = Math.min(COLUMNS, page.widthPx);
  const columns = Array.from({ length: count }, (_, k) =>
    lightness(page, Math.floor(((k + 0.5) * page.widthPx) / count)),
  );
  // A median below the limit, without sorting.
  let [dark, all] = [0, 0];
  for (const column of columns) {
    for (let y = 0; y < column.length; y += 4) {
      if ((column[y] as number) < DARK) dark++;
      all++;
    }
  }
  return dark > all >> 1 && columns.filter(hasLightInk).length >= LEAST_SHARE * columns.length;
}

function lightness({ rgb, widthPx, heightPx }: RasterPage, x: number): Float32Array {
  const column = new Float32Array(heightPx);
  for (let y = 0; y < heightPx; y++) {
    const at = 3 * (y * widthPx + x);
    column[y] = ((rgb[at] as number) + (rgb[at + 1] as number) + (rgb[at + 2] as number)) / 3;
  }
  return column;
}

function hasLightInk(column: Float32Array): boolean {
  const reach = Math.max(4, Math.round(AROUND * column.length));
  const sums = new Float64Array(column.length + 1);
  for (let i = 0; i < column.length; i++) sums[i + 1] = (sums[i] as number) + (column[i] as number);
  let [lighter, darker] = [0, 0];
  for (let i = 0; i < column.length; i++) {
    const [from, to] = [Math.max(0, i - reach), Math.min(column.length, i + reach + 1)];
    const difference = (column[i] as number) - ((sums[to] as number) - (sums[from] as number)) / (to - from);
    lighter = Math.max(lighter, difference);
    darker = Math.max(darker, -difference);
  }
  return lighter >= STANDS_OUT && lighter > TIMES_DARK_INK * darker;
}
