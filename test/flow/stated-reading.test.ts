import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { drawPage } from '../digitize/drawn-page.ts';
import { type Client, sendReport, untilSettled } from './client.ts';
import { type TestServer, testServer } from './served.ts';

/** 3×4+1 at 8 px/mm, drawn at 10 mm/mV: left edge of the leads 80 px, columns 500 px, rows 240 px apart. */
const drawn = drawPage();
const SETTLED_MS = 240_000;

let server: TestServer;
let signer: Client;
let studyId: string;
before(async () => {
  server = await testServer({ worker: true });
  signer = await server.clientWith('signer');
  const { rgb, widthPx: width, heightPx: height } = drawn.page;
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  studyId = (await sendReport(server.admin, png)).study.id;
  await untilSettled(server.admin, studyId, SETTLED_MS);
});
after(() => server.close());

const STUDY = `state revision page problem { code candidates }
  statedReading { page layout gainMmPerMv blocks { lead rhythm box startS } }
  revisions { number reason fromStep } steps { step carried state }
  waveform { layout gainMmPerMv leads { lead startS mv(maxSamples: 600) } rhythm { lead } }
  fields { name value source }`;

async function study() {
  const { data, errors } = await signer.graphql(`query($id: ID!) { study(id: $id) { ${STUDY} } }`, { id: studyId });
  assert.equal(errors, undefined);
  return data.study;
}

async function state(reading: object, client = signer) {
  const { revision } = await study();
  const answer = await client.graphql(
    `mutation($input: StateReadingInput!) { stateReading(input: $input) {
      __typename ... on StudyChanged { rerun study { revision } } ... on Problem { code message hint } } }`,
    { input: { studyId, expectedRevision: revision, ...reading } },
  );
  return { change: answer.data?.stateReading, errors: answer.errors };
}

/** States a reading that is taken, and waits for what comes of it. */
async function read(reading: object) {
  const { change } = await state(reading);
  assert.equal(change.__typename, 'StudyChanged', JSON.stringify(change));
  await untilSettled(signer, studyId, SETTLED_MS);
  return study();
}

type Waveform = { leads: { lead: string; startS: number; mv: (number | null)[] }[] };
function heightOf({ leads }: Waveform, name: string): number {
  const mv = leads.find(({ lead }) => lead === name)!.mv.flatMap((value) => value ?? []);
  return Math.max(...mv) - Math.min(...mv);
}
const truth = (lead: 'II' | 'V2') => Math.max(...drawn.leads[lead]) - Math.min(...drawn.leads[lead]);

test('a wrong gain that is stated shows in the trace', async () => {
  const wrong = await read({ gainMmPerMv: 20, reason: 'as on the other pages' });
  assert.deepEqual([wrong.waveform.gainMmPerMv, wrong.statedReading.gainMmPerMv], [20, 20]);
  assert.ok(Math.abs(heightOf(wrong.waveform, 'II') / truth('II') - 0.5) < 0.05);
  assert.deepEqual(wrong.revisions[0], { number: 2, reason: 'as on the other pages', fromStep: 'digitize' });
  assert.deepEqual(
    wrong.steps.filter((step: { carried: boolean }) => step.carried).map((step: { step: string }) => step.step),
    ['ingest'],
  );
});

test('a layout with another number of rows needs a person again and names those that fit; the right one puts all right', async () => {
  const wrong = await read({ layout: '12x1' });
  assert.deepEqual([wrong.state, wrong.problem.code], ['needs_review', 'LAYOUT_NOT_FOUND']);
  assert.ok(wrong.problem.candidates.includes('3x4+1'));
  assert.equal(wrong.waveform.gainMmPerMv, 20, 'the results before stay in sight');
  const right = await read({ layout: '3x4+1', gainMmPerMv: 10 });
  assert.equal(right.problem, null);
  assert.deepEqual([right.waveform.layout, right.statedReading.layout], ['3x4+1', '3x4+1']);
  assert.ok(Math.abs(heightOf(right.waveform, 'II') / truth('II') - 1) < 0.1);
});

test('stated boxes are traced, and the other leads are left out', async () => {
  const box = (column: number, row: number) => [80 + 500 * column, 88 + 240 * row, 500, 224];
  const boxed = await read({
    blocks: [
      { lead: 'II', box: box(0, 1) },
      { lead: 'V2', box: box(2, 1), startS: 5 },
      { lead: 'II', rhythm: true, box: [80, 808, 2000, 224] },
    ],
  });
  const { leads, rhythm } = boxed.waveform;
  assert.deepEqual(
    leads.map(({ lead, startS }: { lead: string; startS: number }) => [lead, Math.round(startS * 100) / 100]),
    [
      ['II', 0],
      ['V2', 5],
    ],
  );
  assert.deepEqual(rhythm, [{ lead: 'II' }]);
  assert.ok(Math.abs(heightOf(boxed.waveform, 'V2') / truth('V2') - 1) < 0.1);
  assert.equal(boxed.statedReading.blocks.length, 3);
  assert.equal(boxed.state, 'needs_review', 'ten leads are missing');
});

test('a corrected gain reads the page again; withdrawn statements are forgotten', async () => {
  const { revision } = await study();
  const corrected = await signer.graphql(
    `mutation($input: CorrectFieldInput!) { correctField(input: $input) { ... on StudyChanged { rerun } } }`,
    { input: { studyId, name: 'gainMmPerMv', value: 5, expectedRevision: revision } },
  );
  assert.equal(corrected.data.correctField.rerun[0], 'digitize');
  await untilSettled(signer, studyId, SETTLED_MS);
  const after = await study();
  assert.ok(Math.abs(heightOf(after.waveform, 'II') / truth('II') - 2) < 0.2);
  assert.equal(after.statedReading.gainMmPerMv, 5);
  assert.equal(after.statedReading.blocks.length, 3, 'what was stated before holds');
  const inferred = await read({});
  assert.equal(inferred.statedReading, null);
  assert.deepEqual([inferred.waveform.layout, inferred.waveform.leads.length], ['3x4+1', 12]);
  const field = inferred.fields.find((each: { name: string }) => each.name === 'gainMmPerMv');
  assert.deepEqual([field.value, field.source], [5, 'edited'], 'the printed field keeps its correction');
});

test('a statement that cannot be says why, with its type', async () => {
  const cases: [object, string, string][] = [
    [{ layout: '9x9' }, 'InvalidRequest', 'LAYOUT_UNKNOWN'],
    [{ blocks: [{ lead: 'MCL1', box: [0, 0, 100, 100] }] }, 'InvalidRequest', 'LEAD_UNKNOWN'],
    [{ blocks: [{ lead: 'I', box: [0, 0, 9000, 100] }] }, 'InvalidRequest', 'BOX_OUTSIDE_PAGE'],
    [{ blocks: [{ lead: 'I', box: [0, 0, 100] }] }, 'InvalidRequest', 'INPUT_INVALID'],
    [{ page: 4 }, 'InvalidRequest', 'PAGE_NOT_FOUND'],
    [{ speedMmPerS: 2500 }, 'InvalidRequest', 'INPUT_INVALID'],
    [{ expectedRevision: 1 }, 'Conflict', 'STALE_REVISION'],
    [{ studyId: '00000000-0000-7000-8000-000000000000' }, 'NotFound', 'NOT_FOUND'],
  ];
  for (const [reading, type, code] of cases) {
    const { change } = await state(reading);
    assert.deepEqual([change.__typename, change.code], [type, code], JSON.stringify(reading));
    assert.ok(change.message && change.hint);
  }
  const { data } = await signer.graphql('{ layouts }');
  assert.ok(data.layouts.includes('3x4+1') && data.layouts.includes('12x1-cabrera'));
  const { change } = await state({ layout: '9x9' });
  assert.match(change.message, /12x1-cabrera/);
});

test('a reader and a sender may not state how a page is read, and another tenant finds no such study', async () => {
  const { revision } = await study();
  for (const role of ['reader', 'uploader'] as const) {
    const { errors } = await state({ layout: '3x4+1' }, await server.clientWith(role));
    assert.equal(errors?.[0]?.extensions['code'], 'FORBIDDEN', role);
  }
  assert.equal((await state({ layout: '3x4+1' }, await server.stranger())).change.code, 'NOT_FOUND');
  assert.equal((await study()).revision, revision);
});

test('the same key states once, and the audit trail has a row for each statement', async () => {
  const { revision } = await study();
  const input = { gainMmPerMv: 10, expectedRevision: revision, idempotencyKey: 'state once' };
  const first = await state(input);
  const second = await state(input);
  assert.deepEqual(first.change, second.change);
  assert.equal(first.change.study.revision, revision + 1);
  assert.deepEqual((await state({ ...input, gainMmPerMv: 5 })).change.code, 'IDEMPOTENCY_CONFLICT');
  const rows = await server.platform.db.auditEvent.findMany({
    where: { subjectId: studyId, action: 'reading.stated' },
    orderBy: { id: 'asc' },
  });
  const stated = rows.map(({ detail }) => (detail as { stated: string[] }).stated.join(' '));
  assert.deepEqual(stated, ['gainMmPerMv', 'layout', 'layout gainMmPerMv', 'blocks', '', 'gainMmPerMv']);
  await untilSettled(signer, studyId, SETTLED_MS);
});

test('the picture of another page than is read can be asked for', async () => {
  assert.equal((await signer.get(`/studies/${studyId}/page.png?page=0`)).status, 200);
  const beyond = await signer.get(`/studies/${studyId}/page.png?page=7`);
  assert.equal(((await beyond.json()) as { code: string }).code, 'PAGE_NOT_FOUND');
});
