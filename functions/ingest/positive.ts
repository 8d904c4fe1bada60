import type { RasterPage } from './types.ts';

/** Ground darker than this in the median is no paper, 0…255; a dim photograph of paper is told by what follows. */
const DARK = 110;
/** Light ink stands out from what lies around it by so much, and by so many times what dark ink in the same column does. */
const STANDS_OUT = 20;
const TIMES_DARK_INK = 1.5;
/** In so many of the columns: at most 0.006 of those of 140 pages of dark ink show any, 0.2 to 0.98 of their negatives'. */
const LEAST_SHARE = 0.15;
/** Paper between dark bars, with light letters on those, makes no negative: so many of the picture's rows or columns, in most of which dark ink stands out. */
const PAPER = { least: 0.1, inked: 0.6 } as const;
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
  const dark = columns.map((column) => column.reduce((sum, value) => sum + (value < DARK ? 1 : 0), 0));
  const isDark = dark.reduce((sum, here) => sum + here, 0) > (count * page.heightPx) >> 1;
  if (!isDark || columns.filter(hasLightInk).length < LEAST_SHARE * count) return false;
  const besideBars = columns.filter((column, k) => (dark[k] as number) < column.length >> 1);
  return !(isPaper(besideBars, count) || isPaper(betweenBars(columns), columns.length));
}

/** What columns show in the most rows that are light one below the other, but for lines across; nothing where these are few. */
function betweenBars(columns: readonly Float32Array[]): Float32Array[] {
  const rows = columns[0]?.length ?? 0;
  let [first, last] = [0, -1];
  let [from, to] = [0, -1];
  for (let y = 0; y < rows; y++) {
    const light = columns.filter((column) => (column[y] as number) >= DARK).length;
    if (light <= columns.length >> 1) continue;
    if (y - to > AROUND * rows) from = y;
    to = y;
    if (to - from > last - first) [first, last] = [from, to];
  }
  const isEnough = last - first >= PAPER.least * rows;
  return isEnough ? columns.map((column) => column.subarray(first, last + 1)) : [];
}

/** Whether these are enough of so many columns, and most show dark ink. */
const isPaper = (columns: readonly Float32Array[], of: number): boolean =>
  columns.length >= PAPER.least * of && columns.filter(hasDarkInk).length >= PAPER.inked * columns.length;

function lightness({ rgb, widthPx, heightPx }: RasterPage, x: number): Float32Array {
  const column = new Float32Array(heightPx);
  for (let y = 0; y < heightPx; y++) {
    const at = 3 * (y * widthPx + x);
    column[y] = ((rgb[at] as number) + (rgb[at + 1] as number) + (rgb[at + 2] as number)) / 3;
  }
  return column;
}

function hasLightInk(column: Float32Array): boolean {
  const { lighter, darker } = standingOut(column);
  return lighter >= STANDS_OUT && lighter > TIMES_DARK_INK * darker;
}

function hasDarkInk(column: Float32Array): boolean {
  const { lighter, darker } = standingOut(column);
  return darker >= STANDS_OUT && darker > lighter;
}

/** By how much the lightest and the darkest pixel stand out from what lies around them. */
function standingOut(column: Float32Array): { readonly lighter: number; readonly darker: number } {
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
  return { lighter, darker };
}
