import type { DecodedPage } from '../../functions/ingest/types.ts';
import { completePage } from '../../synth/page/default-spec.ts';
import type { FontName } from '../../synth/page/fonts.ts';
import { gridItems } from '../../synth/page/grid.ts';
import { rasterise } from '../../synth/page/rasterise.ts';
import { writerFor } from '../../synth/page/vendor.ts';
import type { Random } from '../../synth/random.ts';
import { blackAndWhite, grey, photocopy } from '../../synth/scene/office.ts';
import { defocus, jpeg, noise } from '../../synth/scene/sensor.ts';

/** Rows of a picture. */
export const ROWS = 10;
const WIDTH_MM = 110;
/** The fields of a row, left to right. */
export const AXES = ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'] as const;
const FONTS: readonly FontName[] = ['sans', 'sans-bold', 'serif', 'serif-bold', 'mono', 'mono-bold'];

/** An axis as a cart prints it: mostly around 45°, often negative, sometimes not measurable. */
function drawAxis(random: Random): number | null {
  if (random.chance(0.06)) return null;
  return random.chance(0.5) ? -random.integer(1, 179) : random.integer(0, 179);
}

/** Axes row by row. */
export type Rows = readonly (readonly (number | null)[])[];

/** A picture of nothing but rows of axes, in the type, grid and wear of a header, with what each row prints (null for "--"). */
export async function drawRows(random: Random): Promise<{ page: DecodedPage; rows: Rows }> {
  const rows = Array.from({ length: ROWS }, () => AXES.map(() => drawAxis(random)));
  const heightMm = 8 + 7 * ROWS;
  const spec = completePage({
    seed: random.integer(0, 1e6),
    vendor: 'plain',
    paperMm: [WIDTH_MM, heightMm],
    gridBoxMm: [0, 0, WIDTH_MM, heightMm],
    grid: random.pick(['none', 'none', 'full']),
    gridColor: random.pick([
      [240, 170, 170],
      [190, 200, 190],
    ] as const),
    font: random.pick(FONTS),
    pxPerMm: random.uniform(5.9, 12),
  });
  const writer = writerFor(spec, random.uniform(2.8, 3.6));
  const style = random.integer(0, 2);
  rows.forEach((axes, index) => {
    const y = 10 + 7 * index;
    const printed = axes.map((value) => (value === null ? '--' : String(value)));
    if (style === 0) {
      writer.text(6, y, 'P-R-T axes');
      for (const [column, text] of printed.entries()) writer.right(45 + 12 * column, y, text);
    } else if (style === 1) {
      writer.text(6, y, 'P-R-T axes');
      writer.text(40, y, printed.join(' '));
    } else writer.text(6, y, `P/QRS/T axis : ${printed.join('/')} °`);
  });
  const drawing = { widthMm: WIDTH_MM, heightMm, paper: spec.paper, items: [...gridItems(spec), ...writer.items] };
  let picture = rasterise(drawing, { pxPerMm: spec.pxPerMm, antialias: random.chance(0.8), masks: [] }).raster;
  const way = random.integer(0, 4);
  const effects = [
    ...(way === 1 ? [grey] : way === 2 ? [blackAndWhite(random)] : way === 3 ? [photocopy(random)] : []),
    ...(way === 0
      ? []
      : [defocus(random.uniform(0.2, 0.9)), noise(random, random.uniform(0.5, 5)), jpeg(random.integer(50, 95))]),
  ];
  for (const effect of effects) picture = await effect.apply(picture);
  const raster = { index: 0, widthPx: picture.width, heightPx: picture.height, dpi: null, rgb: picture.rgb };
  return { page: { raster, drawing: null }, rows };
}
