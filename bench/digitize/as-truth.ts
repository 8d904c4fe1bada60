import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openPageNetwork } from '../../functions/digitize/networks/open-page-network.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { rounded } from '../../synth/scene/truth-json.ts';
import { pageReader } from './page-reader.ts';
import { suitePages } from './suites.ts';

const USAGE = `usage: node bench/digitize/as-truth.ts --suite SUITE --out DIR [--data DIR] [--count N]
Writes the pages of a suite to DIR as SUITE-N.png, with what is read of each as its truth in SUITE-N.json. plotted/distort.py makes photographs and
scans of them, and run.ts --suite drawn:DIR says how much of the reading a real page keeps when it is captured once more.
`;

const { values } = parseArgs({
  options: {
    suite: { type: 'string' },
    out: { type: 'string' },
    data: { type: 'string', default: '../shared/data' },
    count: { type: 'string', default: '1000' },
    help: { type: 'boolean', default: false },
  },
});
const { suite, out } = values;
if (values.help || suite === undefined || out === undefined) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}

const network = await openPageNetwork('models', availableParallelism());
const ocr = createOcrPool({ size: 1 });
const read = pageReader(network, ocr);
await mkdir(out, { recursive: true });
let number = 0;
for await (const page of suitePages(suite, values.data, Number(values.count), 1)) {
  const decoded = await page.open();
  const found = await read(decoded);
  number++;
  if (!found.ok) {
    process.stderr.write(`${page.name}: ${found.problem.code}\n`);
    continue;
  }
  const { widthPx, heightPx, rgb } = decoded.raster;
  const path = join(out, `${suite}-${number}`);
  const leads = Object.entries(found.value.leads).flatMap(([lead, line]) =>
    line === null ? [] : [[lead, { lead, startS: line.startS, mv: rounded(line.mv, 4) }] as const],
  );
  const { layout } = found.value;
  const truth = { family: suite, layout, widthPx, heightPx, leads: Object.fromEntries(leads), rhythm: [] };
  await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .png()
    .toFile(`${path}.png`);
  await writeFile(`${path}.json`, JSON.stringify(truth));
}
await ocr.close();
process.exit(0);
