// node bench/read/signs.ts [--values 1000] [--seed 1] [--verbose]
// Axis values drawn alone, a few rows a picture, so that errors of a sign can be counted among a thousand values.
import { parseArgs } from 'node:util';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { readPageText } from '../../functions/read/recognise/page-text.ts';
import { confirmSighting } from '../../functions/read/settle/confirm.ts';
import { findSightings } from '../../functions/read/sightings/find-sightings.ts';
import { seededRandom } from '../../synth/random.ts';
import { AXES, drawRows, ROWS } from './axis-rows.ts';

const { values: options } = parseArgs({
  options: {
    values: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
});

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
      const confirmed = found?.value ?? null;
      // As the checks of a page do, which look at the one value of a field.
      const value = typeof confirmed === 'number' && (confirmed < -180 || confirmed > 270) ? null : confirmed;
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
