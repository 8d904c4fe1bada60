import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { MediaType, RasterPage } from '../../functions/ingest/types.ts';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { readPageText } from '../../functions/read/recognise/page-text.ts';
import type { IdentityRegion } from '../../functions/read/types.ts';
import { toJpeg } from '../../synth/picture.ts';
import { namedPage } from '../read/named-page.ts';
import { jsonLines, runCli } from './run-cli.ts';

const dir = await mkdtemp(join(tmpdir(), 'ecgraph-redact-'));
const pool = createOcrPool({ size: 1 });
after(async () => {
  await pool.close();
  await rm(dir, { recursive: true });
});

interface Line {
  readonly ok: boolean;
  readonly wrote: string;
  readonly certain: boolean;
  readonly pagesLeftOut: number;
  readonly blanked: readonly IdentityRegion[];
  readonly problem?: { readonly code: string };
}

async function redact(name: string, bytes: Uint8Array): Promise<{ line: Line; copy: Buffer }> {
  const file = join(dir, name);
  await writeFile(file, bytes);
  const run = await runCli(['redact', '--jsonl', '--out', join(dir, 'out'), file]);
  assert.deepEqual([run.status, run.stderr], [0, '']);
  const [line] = jsonLines(run.stdout) as unknown as [Line];
  return { line, copy: line.ok ? await readFile(join(dir, 'out', line.wrote)) : Buffer.alloc(0) };
}

async function pixelsOf(bytes: Uint8Array, mediaType: MediaType): Promise<RasterPage> {
  const page = await decodePage(bytes, mediaType, 0);
  assert.ok(page.ok);
  return page.value.raster;
}

async function wordsOn(raster: RasterPage): Promise<string> {
  const { rows } = await readPageText({ raster, drawing: null }, null, pool);
  return rows.map(({ text }) => text).join('\n');
}

const muse = namedPage('muse');
const { width, height } = muse.picture;

test('the copy of a picture names nobody, keeps every other pixel, and carries no metadata', async () => {
  const png = await sharp(muse.picture.rgb, { raw: { width, height, channels: 3 } })
    .withExif({ IFD0: { ImageDescription: 'Sample, One', Artist: 'Ward 3' } })
    .png()
    .toBuffer();
  assert.ok((await sharp(png).metadata()).exif, 'the picture as sent has metadata');
  const { line, copy } = await redact('Sample_One.png', png);
  assert.ok(line.ok && line.certain);
  assert.ok(line.wrote.startsWith(createHash('sha256').update(png).digest('hex').slice(0, 16)), 'no name in the name');
  const { exif, xmp, iptc, comments } = await sharp(copy).metadata();
  assert.deepEqual([exif, xmp, iptc, comments], [undefined, undefined, undefined, undefined]);

  const page = await pixelsOf(copy, 'image/png');
  let changedOutside = 0;
  for (let at = 0; at < page.rgb.length; at++) {
    if (page.rgb[at] === muse.raster.rgb[at]) continue;
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    const isBlanked = line.blanked.some(
      ({ box }) => x > box[0] - 1 && x < box[0] + box[2] && y > box[1] - 1 && y < box[1] + box[3],
    );
    if (!isBlanked) changedOutside += 1;
  }
  assert.equal(changedOutside, 0);
  const [, gridTop] = muse.truth.gridBoxMm;
  const firstRowPx = gridTop * muse.truth.pitchPx.y;
  assert.ok(
    line.blanked.every(({ box }) => box[1] + box[3] < firstRowPx),
    'nothing of the waveform is blanked',
  );

  const before = await wordsOn(muse.raster);
  const after = await wordsOn(page);
  for (const word of [...muse.secrets[0]!.split(', '), muse.secrets[2]!]) {
    assert.ok(before.includes(word), `the page as sent says ${word}`);
    assert.ok(!after.includes(word), `the copy does not say ${word}`);
  }
  assert.match(after, /Vent/, 'what names nobody stays');
});

test('the copy of a PDF is a PDF of the blanked page alone', async () => {
  const size: [number, number] = [(width * 72) / 203.2, (height * 72) / 203.2];
  const pdf = new PDFDocument({ size, margin: 0, info: { Title: 'Sample, One', Author: 'Ward 3' } });
  const scan = await toJpeg(muse.picture, 92);
  pdf.image(scan, 0, 0, { width: size[0], height: size[1] });
  pdf.addPage().image(scan, 0, 0, { width: size[0], height: size[1] });
  pdf.end();
  const sent = await buffer(pdf);
  assert.match(sent.toString('latin1'), /Sample, One/);
  const { line, copy } = await redact('letter.pdf', sent);
  assert.ok(line.ok && line.wrote.endsWith('.pdf'));
  assert.equal(line.pagesLeftOut, 1);
  assert.doesNotMatch(copy.toString('latin1'), /Sample|Ward 3|\/Title|\/Author|\/Metadata/);
  const page = await pixelsOf(copy, 'application/pdf');
  assert.deepEqual([page.widthPx, page.heightPx], [width, height], 'the same paper at the same density');
  const words = await wordsOn(page);
  for (const word of [...muse.secrets[0]!.split(', '), muse.secrets[2]!]) assert.ok(!words.includes(word), word);
});

test('a page whose print cannot be read is answered with the problem, and no copy is written', async () => {
  const bare = await sharp({ create: { width: 1200, height: 900, channels: 3, background: '#fdf4f4' } })
    .png()
    .toBuffer();
  const { line } = await redact('bare.png', bare);
  assert.deepEqual([line.ok, line.problem?.code], [false, 'TEXT_UNREADABLE']);
  const written = await readdir(join(dir, 'out'));
  assert.ok(!written.some((name) => name.startsWith(createHash('sha256').update(bare).digest('hex').slice(0, 16))));
});

test('without a folder for the copies it is wrong usage', async () => {
  assert.equal((await runCli(['redact', 'page.png'])).status, 2);
});
