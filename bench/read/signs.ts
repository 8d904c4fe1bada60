// node bench/read/signs.ts [--values 1000] [--seed 1] [--verbose]
// Axis values drawn alone, a few rows a picture, so that errors of a sign can be counted among a thousand values.
import { parseArgs } from 'node:util';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import { confirmSighting } from '../../functions/read/confirm.ts';
import { findSightings } from '../../functions/read/find-sightings.ts';
import { createOcrPool } from '../../functions/read/ocr-pool.ts';
import { readPageText } from '../../functions/read/page-text.ts';
import { completePage } from '../../synth/page/default-spec.ts';
import type { FontName } from '../../synth/page/fonts.ts';
import { gridItems } from '../../synth/page/grid.ts';
import { rasterise } from '../../synth/page/rasterise.ts';
import { writerFor } from '../../synth/page/vendor.ts';
import { type Random, seededRandom } from '../../synth/random.ts';
import { blackAndWhite, grey, photocopy } from '../../synth/scene/office.ts';
import { defocus, jpeg, noise } from '../../synth/scene/sensor.ts';

const { values: options } = parseArgs({
  options: {
    values: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});

const ROWS = 10;
const WIDTH_MM = 110;
const AXES = ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'] as const;
const FONTS: readonly FontName[] = ['sans', 'sans-bold', 'serif', 'serif-bold', 'mono', 'mono-bold'];

/** An axis as a cart prints it: mostly around 45°, often negative, sometimes not measurable. */
function drawAxis(random: Random): number | null {
  if (random.chance(0.06)) return null;
  return random.chance(0.5) ? -random.integer(1, 179) : random.integer(0, 179);
}

type Rows = readonly (readonly (number | null)[])[];

async function drawRows(random: Random): Promise<{ page: DecodedPage; rows: Rows }> {
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

const pool = createOcrPool({ size: 1 });
const random = seededRandom(Number(options.seed));
const tally = { exact: 0, wrong: 0, sign: 0, missing: 0 };
let drawn = 0;
for (let picture = 0; drawn < Number(options.values); picture++) {
  const { page, rows } = await drawRows(random.fork(`picture ${picture}`));
  const text = await readPageText(page, null, pool);
  const { facts } = findSightings(text.rows);
  const read = await Promise.all(
    facts.map(async (sighting) => ({ field: sighting.field, ...(await confirmSighting(sighting, text, pool)) })),
  );
  rows.forEach((axes, index) => {
    const middlePx = ((9 + 7 * index) * page.raster.heightPx) / (8 + 7 * ROWS);
    const scale = text.heightPx / page.raster.heightPx;
    AXES.forEach((field, column) => {
      const expected = axes[column] ?? null;
      const found = read.find((one) => {
        const [, top = 0, , height = 0] = one.box ?? [];
        return (
          one.field === field &&
          Math.abs((top + height / 2) / scale - middlePx) < (2.5 * page.raster.heightPx) / (8 + 7 * ROWS)
        );
      });
      const value = found?.value ?? null;
      if (expected === null && value === null) return;
      drawn++;
      const outcome =
        value === null
          ? 'missing'
          : value === expected
            ? 'exact'
            : expected !== null && value === -expected
              ? 'sign'
              : 'wrong';
      tally[outcome]++;
      if (options.verbose && outcome !== 'exact')
        console.log(
          `picture ${picture} row ${index} ${field}: ${outcome}, read ${value} "${found?.text ?? ''}" of ${axes.join(' ')}`,
        );
    });
  });
}
await pool.close();
console.log(`${drawn} axis values:`, tally);
