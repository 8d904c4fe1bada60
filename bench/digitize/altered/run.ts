import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { openPageNetwork } from '../../../functions/digitize/networks/open-page-network.ts';
import { decodePage } from '../../../functions/ingest/decode-page.ts';
import { sniff } from '../../../functions/ingest/sniff.ts';
import { createOcrPool } from '../../../functions/read/recognise/ocr-pool.ts';
import { mean } from '../metrics.ts';
import { pageReader } from '../page-reader.ts';
import { type Agreement, agreement, isAlike, isSilent } from './agreement.ts';
import { ALTERATIONS } from './alterations.ts';

const USAGE = `usage: node bench/digitize/altered/run.ts --dir DIR [--every N] [--alteration NAME,…] [--pages]
Reads the pictures in DIR, every Nth of them, as they are and as they arrive: in a viewer's window, on a slide, between the bars of a telephone's screen,
compressed, turned. How well the leads agree with the picture's own reading needs no truth. --pages prints each.
alterations: ${Object.keys(ALTERATIONS).join(' ')}`;

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    every: { type: 'string', default: '1' },
    alteration: { type: 'string' },
    pages: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.dir === undefined) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

const dir = values.dir;
const every = Number(values.every);
const wanted = values.alteration?.split(',') ?? Object.keys(ALTERATIONS);
const network = await openPageNetwork(join(import.meta.dirname, '../../../models'), 2);
const ocr = createOcrPool({ size: 1 });
const read = pageReader(network, ocr);
/** The reading of a picture; null where *ingest* refuses it. */
const readBytes = async (bytes: Buffer) => {
  const type = sniff(bytes);
  const page = type === null ? null : await decodePage(bytes, type, 0);
  return page?.ok ? read(page.value) : null;
};

const found = new Map<string, Agreement[]>(wanted.map((name) => [name, []]));
let pictures = 0;
const files = (await readdir(dir)).filter((file) => /\.(png|jpe?g|webp|tiff?)$/i.test(file)).sort();
for (const file of files.filter((_, i) => i % every === 0)) {
  const picture = await sharp(await readFile(join(dir, file)))
    .autoOrient()
    .removeAlpha()
    .png()
    .toBuffer({ resolveWithObject: true });
  const own = await readBytes(picture.data);
  if (own === null || !own.ok) continue;
  pictures++;
  for (const name of wanted) {
    const altered = await ALTERATIONS[name]!(picture.data, picture.info.width, picture.info.height);
    const reading = await readBytes(altered);
    if (reading === null) continue;
    const one = agreement(own.value, reading);
    found.get(name)!.push(one);
    if (values.pages) process.stdout.write(`${file} ${line(name, [one])}\n`);
  }
}
await ocr.close();
await network?.close();

process.stdout.write(`${pictures} pictures\n${'alteration'.padEnd(14)} read  layout  leads  agree %  mean r  silent\n`);
for (const [name, agreements] of [...found, ['all', [...found.values()].flat()] as const])
  process.stdout.write(`${line(name, agreements)}\n`);

function line(name: string, agreements: readonly Agreement[]): string {
  const leads = agreements.flatMap((one) => one.leads);
  const cells = [
    String(agreements.filter(({ problem }) => problem === null).length).padStart(4),
    String(agreements.filter(({ sameLayout }) => sameLayout).length).padStart(6),
    String(leads.length).padStart(6),
    ((100 * leads.filter(isAlike).length) / Math.max(1, leads.length)).toFixed(1).padStart(8),
    mean(leads.map(({ r }) => r))
      .toFixed(3)
      .padStart(7),
    String(agreements.filter(isSilent).length).padStart(7),
  ];
  return `${name.padEnd(14)} ${cells.join(' ')}`;
}
