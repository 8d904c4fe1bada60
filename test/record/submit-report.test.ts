import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '../../functions/record/caller.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { platformOfTest, testCaller } from '../database.ts';
import { uploadBytes, value } from './uploads.ts';

const { platform, caller } = await platformOfTest();

test('a submission makes study, revision, steps, job, audit row and event in one', async () => {
  const upload = await uploadBytes(platform, caller, 'first');
  const report = { recordNumber: 'MRN-1', orderNumber: 'O-1', site: 'ward 3', acuity: 2 };
  const { study, duplicate } = value(await submitReport(platform, caller, { uploadId: upload.id, report }));
  assert.equal(duplicate, false);
  assert.equal(study.state, 'received');
  assert.equal(study.acuity, 2);
  assert.equal(await platform.db.stepRun.count({ where: { studyId: study.id, state: 'waiting' } }), 6);
  assert.equal(await platform.db.revision.count({ where: { studyId: study.id } }), 1);
  assert.equal(await platform.queue.hasJob(study.id), true);
  const events = await platform.db.event.findMany({ where: { studyId: study.id } });
  assert.deepEqual(
    events.map((event) => event.type),
    ['study.received'],
  );
  const audit = await platform.db.auditEvent.findMany({ where: { subjectId: study.id } });
  assert.deepEqual(
    audit.map((row) => row.action),
    ['study.submitted'],
  );
});

test('the same bytes again answer with the existing study and queue nothing', async () => {
  const first = await uploadBytes(platform, caller, 'same bytes');
  const second = await uploadBytes(platform, caller, 'same bytes');
  const made = value(await submitReport(platform, caller, { uploadId: first.id }));
  const again = value(await submitReport(platform, caller, { uploadId: second.id }));
  assert.equal(again.study.id, made.study.id);
  assert.equal(again.duplicate, true);
  const copy = value(await submitReport(platform, caller, { uploadId: second.id, report: { allowDuplicate: true } }));
  assert.notEqual(copy.study.id, made.study.id);
  assert.equal(copy.duplicate, false);
});

test('twelve submissions of the same bytes at the same moment make one study', async () => {
  const upload = await uploadBytes(platform, caller, 'at once');
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => submitReport(platform, caller, { uploadId: upload.id })),
  );
  const ids = new Set(answers.map((answer) => value(answer).study.id));
  assert.equal(ids.size, 1);
  assert.equal(answers.filter((answer) => !value(answer).duplicate).length, 1);
  const counts = await platform.db.event.count({ where: { studyId: [...ids][0]! } });
  assert.equal(counts, 1);
});

test('the same key and request have one effect; the same key with another request is refused', async () => {
  const upload = await uploadBytes(platform, caller, 'with a key');
  const report = { idempotencyKey: 'key-1', allowDuplicate: true };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => submitReport(platform, caller, { uploadId: upload.id, report })),
  );
  assert.equal(new Set(answers.map((answer) => value(answer).study.id)).size, 1);
  const other = await submitReport(platform, caller, { uploadId: upload.id, report: { ...report, acuity: 3 } });
  assert.equal(other.ok ? 'ok' : other.problem.code, 'IDEMPOTENCY_CONFLICT');
  const stranger = await testCaller(platform);
  const theirs = await uploadBytes(platform, stranger, 'with a key');
  value(await submitReport(platform, stranger, { uploadId: theirs.id, report }));
});

test('a submission that is refused leaves its key free', async () => {
  const upload = await uploadBytes(platform, caller, 'key stays free');
  const missing = { uploadId: '00000000-0000-7000-8000-000000000000', report: { idempotencyKey: 'key-2' } };
  const refused = await submitReport(platform, caller, missing);
  assert.equal(refused.ok ? 'ok' : refused.problem.code, 'NOT_FOUND');
  value(await submitReport(platform, caller, { uploadId: upload.id, report: { idempotencyKey: 'key-2' } }));
});

test('what cannot be submitted says why', async () => {
  const code = async (input: Parameters<typeof submitReport>[2], who: Caller = caller) => {
    const answer = await submitReport(platform, who, input);
    return answer.ok ? 'ok' : answer.problem.code;
  };
  const upload = await uploadBytes(platform, caller, 'for refusals');
  const stranger = await testCaller(platform);
  assert.equal(await code({ uploadId: upload.id }, stranger), 'NOT_FOUND');
  assert.equal(await code({ uploadId: 'not an id' }), 'NOT_FOUND');
  assert.equal(await code({ uploadId: upload.id, report: { acuity: 7 } }), 'INPUT_INVALID');
  const { openUpload } = await import('../../functions/record/open-upload.ts');
  const empty = value(await openUpload(platform, caller, { byteLength: 10 }, platform.config));
  assert.equal(await code({ uploadId: empty.id }), 'UPLOAD_INCOMPLETE');
  const reader: Caller = { ...caller, roles: ['reader'] };
  await assert.rejects(submitReport(platform, reader, { uploadId: upload.id }), { name: 'ForbiddenError' });
});

test('when the audit row cannot be written, nothing is', async () => {
  const upload = await uploadBytes(platform, caller, 'no audit, no study');
  await platform.db.$executeRawUnsafe('ALTER TABLE "AuditEvent" ADD CONSTRAINT "full" CHECK (false) NOT VALID');
  await assert.rejects(submitReport(platform, caller, { uploadId: upload.id }));
  await platform.db.$executeRawUnsafe('ALTER TABLE "AuditEvent" DROP CONSTRAINT "full"');
  assert.equal(await platform.db.study.count({ where: { sourceId: upload.sourceId! } }), 0);
  const { waiting } = await platform.queue.counts();
  value(await submitReport(platform, caller, { uploadId: upload.id }));
  assert.equal((await platform.queue.counts()).waiting, waiting + 1);
});
