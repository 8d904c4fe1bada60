import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { type Client, sendReport, untilSettled } from './client.ts';
import { listen } from './listen.ts';
import { type TestServer, testServer } from './served.ts';

const page = readFileSync(new URL('../../synth/samples/normal-sinus-3x4-1.png', import.meta.url));

let server: TestServer;
let client: Client;
before(async () => {
  server = await testServer({ worker: true });
  client = server.admin;
});
after(() => server.close());

test('a scanned report goes in, and its findings come out by GraphQL', async (t) => {
  const events = await listen(server, 'subscription { worklistChanged { id type payload study { state } } }');
  const submission = await sendReport(client, page, {
    recordNumber: 'MRN-7',
    orderNumber: 'O-1',
    acuity: 1,
    site: 'Ward 3',
  });
  assert.equal(submission.__typename, 'Submission');
  assert.equal(submission.duplicate, false);
  const { id } = submission.study;
  const settled = await untilSettled(client, id);
  assert.ok(['preliminary', 'needs_review'].includes(settled.state), `the study is ${settled.state}`);

  const { data, errors, extensions } = await client.graphql(
    `query($id: ID!) { study(id: $id) {
      state acuity orderNumber site ageYears sex acquiredAt topFinding revision page
      patient { recordNumber studies { totalCount } }
      source { byteLength mediaType pages } revisions { number fromStep }
      steps { step state attempt carried startedAt finishedAt problem { code } }
      waveform { sampleRateHz layout durationS speedMmPerS gainMmPerMv qualityScore
        leads { lead startS durationS quality mv(maxSamples: 400) } rhythm { lead mv(maxSamples: 100) } }
      fields { name value text confidence reason source box cropUrl }
      measurements { name lead value unit source }
      findings { kind code name probability positive threshold model modelVersion spans { lead fromS toS weight } }
      anomalyMap { sampleRateHz leads { lead values } }
      pageImageUrl overlayImageUrl exports { format url }
    } }`,
    { id },
  );
  assert.equal(errors, undefined);
  assert.ok((extensions?.['cost'] as number) > 0, 'the answer states its cost');
  const { study } = data;

  await t.test('with what the sender stated', () => {
    assert.deepEqual(study.patient, { recordNumber: 'MRN-7', studies: { totalCount: 1 } });
    assert.deepEqual([study.orderNumber, study.site, study.page, study.revision], ['O-1', 'Ward 3', 0, 1]);
    assert.deepEqual(study.source, { byteLength: page.byteLength, mediaType: 'image/png', pages: 1 });
  });

  await t.test('with all twelve leads in mV on a page of 25 mm/s', () => {
    const { waveform } = study;
    assert.equal(waveform.layout, '3x4+1');
    assert.equal(waveform.speedMmPerS, 25);
    assert.equal(waveform.leads.length, 12);
    const ii = waveform.leads.find((trace: { lead: string }) => trace.lead === 'II');
    assert.ok(ii.mv.length <= 400);
    assert.ok(Math.abs(ii.durationS - 2.5) < 0.02, `${ii.durationS} s`);
    const peak = Math.max(...ii.mv.filter((value: number | null) => value !== null));
    assert.ok(peak > 0.2 && peak < 4, `lead II peaks at ${peak} mV`);
  });

  await t.test('with a heart rate near the 68 of the page', () => {
    const rates = study.measurements.filter((each: { name: string }) => each.name === 'heartRate');
    const computed = rates.find((each: { source: string }) => each.source === 'computed');
    assert.ok(Math.abs(computed.value - 68) <= 3, `computed ${computed.value} bpm`);
    assert.equal(computed.unit, 'bpm');
  });

  await t.test('with every statement that the models know, each with model and version', () => {
    const diagnoses = study.findings.filter((each: { kind: string }) => each.kind === 'diagnosis');
    assert.ok(diagnoses.length >= 71);
    assert.ok(diagnoses.every((each: { model: string; modelVersion: string }) => each.model && each.modelVersion));
    assert.ok(study.findings.some((each: { kind: string }) => each.kind === 'detection'));
    assert.ok(study.anomalyMap.leads.length === 12);
  });

  await t.test('with the page, the overlay, and a crop of a printed field as pictures', async () => {
    const size = await sharp(page).metadata();
    for (const url of [study.pageImageUrl, study.overlayImageUrl]) {
      const answer = await client.get(url);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('content-type'), 'image/png');
      assert.match(answer.headers.get('cache-control') ?? '', /private/);
      const picture = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      assert.deepEqual([picture.width, picture.height], [size.width, size.height]);
      const again = await client.get(url, { 'if-none-match': answer.headers.get('etag')! });
      assert.equal(again.status, 304);
    }
    const read = study.fields.find((field: { cropUrl: string | null }) => field.cropUrl);
    const crop = await client.get(read.cropUrl);
    assert.equal(crop.status, 200);
    assert.ok((await sharp(Buffer.from(await crop.arrayBuffer())).metadata()).width < size.width / 2);
  });

  await t.test('with exports in four formats', async () => {
    const beginnings: Record<string, RegExp> = { csv: /^time_s,I_mV/, wfdb: /^PK/, pdf: /^%PDF-/, json: /^\{"study"/ };
    assert.deepEqual(
      study.exports.map((each: { format: string }) => each.format).sort(),
      Object.keys(beginnings).sort(),
    );
    for (const { format, url } of study.exports) {
      const answer = await client.get(url);
      assert.equal(answer.status, 200, format);
      assert.match(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 20), beginnings[format]!);
    }
  });

  await t.test('and the audit trail says who looked and who took files', async () => {
    const rows = await server.platform.db.auditEvent.findMany({ where: { subjectId: id }, select: { action: true } });
    const actions = rows.map((row) => row.action);
    for (const action of ['study.submitted', 'study.viewed', 'study.exported']) {
      assert.equal(actions.filter((each) => each === action).length, 1, action);
    }
  });

  await t.test('and whoever listened heard every step, in order, and can hear it again', async () => {
    await events.until((event) => event.type === 'study.changed' && event.study.state === study.state);
    const heard = events.heard.map((event) => event.id);
    const replay = await client.graphql('{ events(first: 500) { id type } }');
    assert.deepEqual(
      heard,
      replay.data.events.map((event: { id: string }) => event.id),
    );
    const done = events.heard.filter((event) => event.type === 'step.done').map((event) => event.payload.step);
    assert.deepEqual(done, ['ingest', 'digitize', 'read', 'measure', 'infer', 'record']);
    await events.close();
  });
});

test('the same file again answers with the study that is there, unless a second one is asked for', async () => {
  const { data } = await client.graphql('{ studies { totalCount edges { node { id } } } }');
  const known = data.studies.edges[0].node.id;
  const again = await sendReport(client, page);
  assert.deepEqual([again.duplicate, again.study.id], [true, known]);
  const wanted = await sendReport(client, page, { allowDuplicate: true, idempotencyKey: 'once' });
  const repeated = await sendReport(client, page, { allowDuplicate: true, idempotencyKey: 'once' });
  assert.equal(wanted.duplicate, false);
  assert.notEqual(wanted.study.id, known);
  // Another upload is another request, so the key is in use; the study is not made twice either way.
  assert.ok(repeated.study?.id === wanted.study.id || repeated.code === 'IDEMPOTENCY_CONFLICT');
  await untilSettled(client, wanted.study.id);
  assert.equal((await client.graphql('{ studies { totalCount } }')).data.studies.totalCount, 2);
});

test('a corrected age makes a new revision that runs the models again, and nothing before them', async () => {
  const { data } = await client.graphql('{ studies { edges { node { id revision ageYears } } } }');
  const { id, revision } = data.studies.edges[0].node;
  const correct = (expectedRevision: number) =>
    client.graphql(
      `mutation($input: CorrectFieldInput!) { correctField(input: $input) {
        __typename ... on StudyChanged { rerun study { revision } } ... on Problem { code } } }`,
      { input: { studyId: id, name: 'ageYears', value: 81, expectedRevision, reason: 'from the chart' } },
    );
  assert.deepEqual((await correct(revision)).data.correctField, {
    __typename: 'StudyChanged',
    rerun: ['infer', 'record'],
    study: { revision: revision + 1 },
  });
  assert.deepEqual((await correct(revision)).data.correctField, { __typename: 'Conflict', code: 'STALE_REVISION' });
  const meanwhile = await client.graphql(
    'query($id: ID!) { study(id: $id) { waveform { layout } findings { code } } }',
    { id },
  );
  assert.ok(
    meanwhile.data.study.waveform && meanwhile.data.study.findings.length > 0,
    'the results before stay in sight',
  );
  await untilSettled(client, id);
  const after = await client.graphql(
    'query($id: ID!) { study(id: $id) { ageYears steps { step carried } fields { name value source } } }',
    { id },
  );
  assert.equal(after.data.study.ageYears, 81);
  assert.deepEqual(
    after.data.study.steps
      .filter((step: { carried: boolean }) => step.carried)
      .map((step: { step: string }) => step.step),
    ['ingest', 'digitize', 'read', 'measure'],
  );
  const field = after.data.study.fields.find((each: { name: string }) => each.name === 'ageYears');
  assert.deepEqual([field.value, field.source], [81, 'edited']);
});
