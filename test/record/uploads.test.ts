import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import type { Caller } from '../../functions/record/caller.ts';
import { openUpload } from '../../functions/record/open-upload.ts';
import { receiveFile, receiveUpload } from '../../functions/record/receive-upload.ts';
import { type TestPlatform, testCaller, testPlatform } from '../database.ts';
import { value } from './uploads.ts';

let platform: TestPlatform;
let caller: Caller;

before(async () => {
  platform = await testPlatform({ UPLOAD_MAX_BYTES: '1000' });
  caller = await testCaller(platform, ['uploader']);
});
after(() => platform.close());

const open = (input: Parameters<typeof openUpload>[2]) => openUpload(platform, caller, input, platform.config);
const body = (text: string) => Readable.from([Buffer.from(text)]);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const codeOf = async (answer: Promise<{ ok: true } | { ok: false; problem: { code: string } }>) => {
  const result = await answer;
  return result.ok ? 'ok' : result.problem.code;
};

test('an announced file is received, and received again', async () => {
  const upload = value(await open({ byteLength: 6, sha256: sha256('report') }));
  assert.ok(upload.expiresAt > new Date());
  const received = value(await receiveUpload(platform, upload.id, body('report')));
  assert.equal(received.sha256, sha256('report'));
  assert.equal(await platform.blobs.has(received.sha256), true);
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body('report'))), 'ok');
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body('rep0rt'))), 'UPLOAD_CHECKSUM_MISMATCH');
});

test('bytes that are not those announced are refused, and no row names them', async () => {
  const upload = value(await open({ byteLength: 6, sha256: sha256('report') }));
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body('rapport'))), 'FILE_TOO_LARGE');
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body('rep'))), 'UPLOAD_CHECKSUM_MISMATCH');
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body('rep0rt'))), 'UPLOAD_CHECKSUM_MISMATCH');
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body(''))), 'FILE_EMPTY');
  const row = await platform.db.upload.findUniqueOrThrow({ where: { id: upload.id } });
  assert.equal(row.sourceId, null);
  assert.equal(await platform.db.source.count({ where: { sha256: sha256('rep0rt') } }), 0);
});

test('what cannot be announced says why', async () => {
  assert.equal(await codeOf(open({ byteLength: 0 })), 'FILE_EMPTY');
  assert.equal(await codeOf(open({ byteLength: 1001 })), 'FILE_TOO_LARGE');
  assert.equal(await codeOf(open({ byteLength: -5 })), 'INPUT_INVALID');
  assert.equal(await codeOf(open({ byteLength: 5, sha256: 'abc' })), 'INPUT_INVALID');
  const reader: Caller = { ...caller, roles: ['reader'] };
  await assert.rejects(openUpload(platform, reader, { byteLength: 5 }, platform.config), { name: 'ForbiddenError' });
});

test('an upload past its time takes nothing', async () => {
  const upload = value(await openUpload(platform, caller, { byteLength: 6 }, { uploadMaxBytes: 10, uploadTtlS: -1 }));
  assert.equal(await codeOf(receiveUpload(platform, upload.id, body('report'))), 'UPLOAD_EXPIRED');
});

test('the same key announces one upload', async () => {
  const input = { byteLength: 6, idempotencyKey: 'k' };
  const [a, b] = await Promise.all([open(input), open(input)]);
  assert.equal(value(a).id, value(b).id);
  assert.equal(await codeOf(open({ ...input, byteLength: 7 })), 'IDEMPOTENCY_CONFLICT');
});

test('a file of unknown size is received up to the limit', async () => {
  const receive = (text: string) => receiveFile(platform, caller, body(text), platform.config);
  const upload = value(await receive('some bytes'));
  assert.equal(upload.byteLength, 10);
  assert.ok(upload.sourceId);
  assert.equal(await codeOf(receive('x'.repeat(1001))), 'FILE_TOO_LARGE');
  assert.equal(await codeOf(receive('')), 'FILE_EMPTY');
});
