import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { writeCorrectionSet } from '../../functions/cli/correction-set.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { firstDependentStep } from '../../functions/pipeline.ts';
import type { Box, Field, FieldName } from '../../functions/read/types.ts';
import type { Caller } from '../../functions/record/caller.ts';
import { correctField } from '../../functions/record/correct-field.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { toPng } from '../../synth/picture.ts';
import { runCli } from '../contract/run-cli.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { namedPage } from '../read/named-page.ts';
import { fakeStages, printed, reading } from '../worker/fake-stages.ts';
import { uploadBytes, value } from './uploads.ts';

const muse = namedPage('muse');
const boxes = (wanted: (text: string) => boolean): Box =>
  muse.truth.texts.find(({ text }) => wanted(text))!.boxPx as unknown as Box;
const NAME = boxes((text) => text === muse.secrets[0]);
const TAKEN = muse.truth.texts.find(({ facts }) => facts.includes('acquiredAt'))!.boxPx as unknown as Box;
const RATE = muse.truth.texts.find(({ facts }) => facts.includes('heartRateBpm'))!.boxPx as unknown as Box;
const TRUE_RATE = muse.truth.facts.heartRateBpm;

let platform: TestPlatform;
let caller: Caller;
let dir: string;
const pages = {
  decode: ({ bytes, pageIndex }: { bytes: Uint8Array; pageIndex: number }) => decodePage(bytes, 'image/png', pageIndex),
};

before(async () => {
  platform = await testPlatform();
  caller = await testCaller(platform);
  dir = await mkdtemp(path.join(tmpdir(), 'ecgraph-set-'));
  await study();
});
after(async () => {
  await platform.close();
  await rm(dir, { recursive: true });
});

/** A drawn page whose rate was misread, with corrections of fields that may and that may not leave the house. */
async function study(): Promise<void> {
  const field = (read: Field['value'], box: Box): Field => ({ value: read, confidence: 0.6, text: String(read), box });
  const facts = {
    ...printed({
      heartRateBpm: { ...field(28, RATE), alternatives: [{ value: TRUE_RATE ?? 0, confidence: 0.4 }] },
      ageYears: field(63, NAME),
      acquiredAt: field('2024-03-01T10:20:30', TAKEN),
      orderNumber: field('A0012345', NAME),
      statements: field(['Normal sinus rhythm'], RATE),
    }),
    redaction: { regions: [{ kind: 'name' as const, box: NAME }], certain: true },
  };
  const upload = await uploadBytes(platform, caller, await toPng(muse.picture));
  const { id: studyId } = value(await submitReport(platform, caller, { uploadId: upload.id, report: {} })).study;
  const run = () =>
    runStudy(
      platform,
      fakeStages({ read: async () => reading(facts) }),
      { tenantId: caller.tenantId, studyId },
      {
        retries: 0,
        isLast: false,
        signal: new AbortController().signal,
      },
    );
  await run();
  const corrections: [FieldName, unknown][] = [
    ['heartRateBpm', TRUE_RATE],
    ['orderNumber', 'A0099999'],
    ['acquiredAt', '2024-03-02T10:20:30'],
    ['ageYears', 64],
    ['statements', ['Sinus rhythm of Sample, One']],
  ];
  for (const [index, [name, to]] of corrections.entries()) {
    const change = { studyId, name, value: to, expectedRevision: index + 1 };
    value(await correctField(platform, caller, change, firstDependentStep));
    await run();
  }
}

test('the set holds what was read and what is right, and nothing that identifies', async () => {
  const out = path.join(dir, 'set');
  assert.equal(await writeCorrectionSet(platform, caller, pages, { out, freeText: false }), 1);
  const text = await readFile(path.join(out, 'corrections.jsonl'), 'utf8');
  const { cropAt, ...line } = JSON.parse(text) as { cropAt: [number, number] };
  assert.ok(cropAt[0] < RATE[0] && cropAt[1] < RATE[1], 'the crop has room around the field');
  assert.deepEqual(line, {
    crop: 'crops/00001.png',
    pagePx: [muse.raster.widthPx, muse.raster.heightPx],
    box: RATE,
    field: 'heartRateBpm',
    read: { value: 28, reason: null, confidence: 0.6, alternatives: [{ value: TRUE_RATE, confidence: 0.4 }] },
    corrected: TRUE_RATE,
  });
  for (const secret of ['A0012345', 'A0099999', '2024-03', 'Sample'])
    assert.ok(!text.includes(secret), `${secret} is left out`);
  assert.deepEqual(await readdir(path.join(out, 'crops')), ['00001.png']);
});

test('free text comes only where it is asked for, and another tenant gets nothing', async () => {
  const out = path.join(dir, 'with-text');
  assert.equal(await writeCorrectionSet(platform, caller, pages, { out, freeText: true }), 2);
  const stranger = await testCaller(platform);
  const theirs = path.join(dir, 'theirs');
  assert.equal(await writeCorrectionSet(platform, stranger, pages, { out: theirs, freeText: true }), 0);
});

test('names and dates that stand near a field are blank on its crop', async () => {
  const out = path.join(dir, 'crops-only');
  await writeCorrectionSet(platform, caller, pages, { out, freeText: false });
  const crop = await decodePage(await readFile(path.join(out, 'crops/00001.png')), 'image/png', 0);
  assert.ok(crop.ok);
  const { raster } = crop.value;
  const line = await readFile(path.join(out, 'corrections.jsonl'), 'utf8');
  const [cropX, cropY] = (JSON.parse(line) as { cropAt: [number, number] }).cropAt;
  for (const [x, y, width, height] of [NAME, TAKEN]) {
    const left = Math.round(x - cropX);
    const top = Math.round(y - cropY);
    let seen = 0;
    for (let py = Math.max(0, top); py < Math.min(raster.heightPx, top + height); py++)
      for (let px = Math.max(0, left); px < Math.min(raster.widthPx, left + width); px++) {
        seen += 1;
        assert.equal(raster.rgb[(py * raster.widthPx + px) * 3], 255);
      }
    assert.ok(seen > 0, 'it lies on the crop');
  }
});

test('the bench scores the set: the reader of today against what persons said', async () => {
  const out = path.join(dir, 'scored');
  await writeCorrectionSet(platform, caller, pages, { out, freeText: false });
  const bench = path.resolve(import.meta.dirname, '../../bench/read/run.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [bench, '--corrections', out]);
  assert.match(stdout, /corrections heartRateBpm +1 +100\.00 +0\.00/);
});

test('the command line writes the set of a tenant and notes it in the audit trail', async () => {
  const { name } = await platform.db.tenant.findUniqueOrThrow({ where: { id: caller.tenantId } });
  const env = { DATABASE_URL: platform.url, VAR_DIR: platform.config.varDir, LOG_LEVEL: 'silent' };
  const out = path.join(dir, 'by-command');
  const run = await runCli(['corrections', 'export', '--out', out, '--tenant', name], env);
  assert.deepEqual([run.status, run.stdout, run.stderr], [0, 'wrote 1 correction\n', '']);
  const noted = await platform.db.auditEvent.findMany({ where: { action: 'corrections.exported' } });
  assert.deepEqual(
    noted.map(({ tenantId, detail }) => [tenantId, detail]),
    [[caller.tenantId, { freeText: false }]],
  );
  assert.equal((await runCli(['corrections', 'export', '--out', out, '--tenant', 'nobody'], env)).status, 1);
  assert.equal((await runCli(['corrections', 'export'], env)).status, 2);
});
