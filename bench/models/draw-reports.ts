/**
 * Draws recordings as 3×4 reports with a rhythm strip, clean and lightly scanned by turns:
 *
 *     node bench/models/draw-reports.ts --recordings FILE --out DIR
 *
 * FILE holds raw little-endian int16 microvolts [n, 8 leads I II V1–V6, 5000] at 500 Hz; page i is DIR/NNNNN.png.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toPng } from '../../synth/picture.ts';
import { seededRandom } from '../../synth/random.ts';
import { recordedEcg } from '../../synth/recorded.ts';
import { renderPlan } from '../../synth/scene/render-scene.ts';
import { defocus, jpeg, noise } from '../../synth/scene/sensor.ts';
import { scannerView } from '../../synth/scene/views.ts';
import { flat, smallAngle } from '../../synth/scene/ways.ts';

const VENDORS = ['muse', 'mac', 'pagewriter', 'mortara', 'nihon-kohden', 'mindray', 'plain'];
const VALUES = 8 * 5000;

const { values } = parseArgs({ options: { recordings: { type: 'string' }, out: { type: 'string' } } });
if (values.recordings === undefined || values.out === undefined) {
  process.stderr.write('usage: node bench/models/draw-reports.ts --recordings FILE --out DIR\n');
  process.exit(2);
}
const bytes = await readFile(values.recordings);
const stored = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);

for (let i = 0; i < stored.length / VALUES; i++) {
  const random = seededRandom(i + 1);
  const pxPerMm = random.uniform(6, 10);
  const fields = {
    seed: i,
    vendor: random.pick(VENDORS),
    layout: '3x4',
    rhythmLeads: ['II' as const],
    gainMmPerMv: 10,
    speedMmPerS: 25,
    pxPerMm,
  };
  const scanned = {
    view: scannerView(random, fields, smallAngle(random), pxPerMm),
    effects: [defocus(random.uniform(0.2, 0.6)), noise(random, random.uniform(0.5, 3)), jpeg(random.integer(70, 95))],
  };
  const ecg = recordedEcg(stored.subarray(i * VALUES, (i + 1) * VALUES), random.fork('facts'));
  const { raster } = await renderPlan(flat(fields, i % 2 === 0 ? {} : scanned), ecg, random.fork('scene'));
  await writeFile(join(values.out, `${String(i).padStart(5, '0')}.png`), await toPng(raster));
}
