import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { eventStream } from '../../functions/record/event-stream.ts';
import { submitReport } from '../../functions/record/submit-report.ts';
import { startWorker } from '../../functions/worker/start-worker.ts';
import { platformOfTest } from '../database.ts';
import { uploadBytes, value } from '../record/uploads.ts';
import { fakeStages } from '../worker/fake-stages.ts';

const { platform, caller } = await platformOfTest();

async function cutAllConnections(): Promise<void> {
  const client = new Client({ connectionString: platform.url });
  await client.connect();
  await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
}

test('when the database drops every connection, api and worker go on without a restart', async () => {
  const worker = await startWorker(platform, fakeStages());
  const stream = eventStream(platform, caller);
  const first = await uploadBytes(platform, caller, 'before');
  value(await submitReport(platform, caller, { uploadId: first.id }));
  await stream.next();
  await cutAllConnections();
  await delay(300);
  const second = await uploadBytes(platform, caller, 'after');
  const { study } = value(await submitReport(platform, caller, { uploadId: second.id }));
  for await (const event of stream) {
    if (event.studyId === study.id && event.type === 'study.changed') break;
  }
  const done = await platform.db.study.findUniqueOrThrow({ where: { id: study.id } });
  assert.equal(done.state, 'preliminary');
  await worker.stop();
});

test('the metrics show the queue', async () => {
  const recorded = /ecgraph_step_seconds_count\{step="record",state="done"\} \d/;
  let text = await platform.metrics.registry.metrics();
  // The event of a step's end is out before its duration is noted.
  for (let i = 0; i < 50 && !recorded.test(text); i++) {
    await delay(100);
    text = await platform.metrics.registry.metrics();
  }
  assert.match(text, /ecgraph_queue_jobs\{state="waiting"\} 0/);
  assert.match(text, recorded);
});
