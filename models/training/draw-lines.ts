/**
 * Draws report pages, traces them as the digitizer does and writes how the line network sees each line beside where it truly runs, for training only:
 *
 *     node draw-lines.ts --out OUT --pages N --seed S [--recordings FILE] [--families a,b,…]
 *
 * OUT.f16 gets, line by line, CHANNELS + 1 channels of float16, one channel after another: those of `functions/digitize/line-network/line-view.ts`,
 * then how far below the traced line the pen's centre truly ran, frame px (NaN where that is not known). OUT.jsonl says for each line how many nodes
 * it has, on which page it stands, and px per mm. `--recordings` holds raw little-endian int16 microvolts [n, 8 leads I II V1–V6, 5000]
 * at 500 Hz, drawn on two pages of three. Held-out families are refused.
 */
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { SeenLine } from '../../functions/digitize/trace/line-network/line-corrector.ts';
import { CHANNELS } from '../../functions/digitize/trace/line-network/line-view.ts';
import { UNASKED } from '../../functions/digitize/known-print.ts';
import { findMarks } from '../../functions/digitize/marks/page-marks.ts';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { readUpright } from '../../functions/digitize/upright-reading.ts';
import { anyWayUp, tracesAcross } from '../../functions/digitize/flat-page/way-up.ts';
import { seededRandom } from '../../synth/random.ts';
import { openRecordings } from '../../synth/recordings.ts';
import { FAMILIES, HELD_OUT_FAMILIES } from '../../synth/scene/families.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import { trueHeights } from './true-heights.ts';

/** Lines further than this from what was drawn, in the median, are other lines. */
const OTHER_MM = 0.4;

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    pages: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    recordings: { type: 'string' },
    families: { type: 'string' },
  },
});
if (values.out === undefined) throw new Error('usage: draw-lines.ts --out OUT --pages N --seed S');
const families =
  values.families?.split(',') ?? Object.keys(FAMILIES).filter((name) => !HELD_OUT_FAMILIES.includes(name));
if (families.some((name) => HELD_OUT_FAMILIES.includes(name))) throw new Error('held-out families are for measuring only');

const network = await openPageNetwork(`${import.meta.dirname}/..`);
const channels = await open(`${values.out}.f16`, 'w');
const index = await open(`${values.out}.jsonl`, 'w');
const recordings = values.recordings === undefined ? null : await openRecordings(values.recordings);
for (let i = 0; i < Number(values.pages); i++) {
  const seed = Number(values.seed) + i;
  const random = seededRandom(seed).fork('lines');
  const family = random.pick(families);
  const ecg = random.chance(0.67) ? await recordings?.ecg(seed, random) : undefined;
  const isOwn = family === 'fax' || random.chance(0.5);
  const density = isOwn ? {} : { pxPerMm: Math.exp(random.uniform(Math.log(2.5), Math.log(9.5))) };
  await writeLines(seed, family, await renderScene(seed, family, { ...density, ...(ecg && { ecg }) }));
  if (i % 20 === 0) process.stderr.write(`${i} pages\n`);
}
await Promise.all([channels.close(), index.close(), recordings?.close(), network.close()]);

async function writeLines(seed: number, family: string, scene: Awaited<ReturnType<typeof renderScene>>): Promise<void> {
  const { raster, truth } = scene;
  const page = { index: 0, dpi: null, widthPx: raster.width, heightPx: raster.height, rgb: raster.rgb };
  const across = await tracesAcross(anyWayUp(page, {}, network), {});
  if (across === null) return;
  const { upright, turns } = across;
  const { frame } = upright;
  const seen: SeenLine[] = [];
  const keep = { correct: async (lines: readonly SeenLine[]) => void seen.push(...lines) };
  const scale = { speedMmPerS: truth.speedMmPerS };
  await readUpright({ upright, turns, marks: findMarks(upright) }, page, scale, UNASKED, 0, keep);
  for (const { line, view } of seen) {
    const paths = truth.lines.flatMap((path) => trueHeights(frame, path, line) ?? []);
    const [nearest] = paths.sort((a, b) => a.awayPx - b.awayPx);
    if (nearest === undefined || nearest.awayPx > OTHER_MM * frame.pitchPx.y) continue;
    const record = new Float16Array((CHANNELS + 1) * view.nodes);
    record.set(view.channels);
    for (let k = 0; k < view.nodes; k++)
      record[CHANNELS * view.nodes + k] = (nearest.y[k] as number) - (line.y[k] as number);
    await channels.write(new Uint8Array(record.buffer));
    const pxPerMm = Number(frame.pitchPx.y.toFixed(3));
    await index.write(`${JSON.stringify({ seed, family, nodes: view.nodes, pxPerMm })}\n`);
  }
}
