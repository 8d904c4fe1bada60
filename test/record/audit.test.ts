import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'pg';
import { verifyAuditChain } from '../../functions/record/audit.ts';
import { noteView } from '../../functions/record/read-study.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { platformOfTest } from '../database.ts';
import { uploadBytes, value } from './uploads.ts';

const { platform, caller } = await platformOfTest();

async function submit(bytes: string) {
  const upload = await uploadBytes(platform, caller, bytes);
  return value(await submitReport(platform, caller, { uploadId: upload.id })).study;
}

test('rows written at the same moment form one chain that verifies', async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => submit(`report ${i}`)));
  assert.deepEqual(await verifyAuditChain(platform, caller.tenantId), { events: 10, brokenAt: null });
});

test('no row can be changed, removed or truncated, not even by the owner of the table', async () => {
  await submit('to be audited');
  for (const sql of [
    'UPDATE "AuditEvent" SET action = $$nothing$$',
    'DELETE FROM "AuditEvent"',
    'TRUNCATE "AuditEvent"',
  ]) {
    await assert.rejects(platform.db.$executeRawUnsafe(sql), /append-only/);
  }
});

test('a row changed behind the database s back is found', async () => {
  const [row] = await platform.db.auditEvent.findMany({
    where: { tenantId: caller.tenantId },
    skip: 3,
    take: 1,
    orderBy: { id: 'asc' },
  });
  const client = new Client({ connectionString: platform.url });
  await client.connect();
  await client.query('ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL');
  await client.query(`UPDATE "AuditEvent" SET detail = '{"page": 7}' WHERE id = $1`, [row!.id]);
  await client.query('ALTER TABLE "AuditEvent" ENABLE TRIGGER ALL');
  await client.end();
  assert.deepEqual(await verifyAuditChain(platform, caller.tenantId), { events: 3, brokenAt: row!.id });
});

test('looking at a study is noted once for one look', async () => {
  const study = await submit('looked at');
  await Promise.all([1, 2, 3].map(() => noteView(platform, caller, study.id)));
  const views = await platform.db.auditEvent.findMany({ where: { subjectId: study.id, action: 'study.viewed' } });
  assert.equal(views.length, 1);
  assert.equal(views[0]!.principalId, caller.principalId);
});
