import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PrintedIdentity } from '../../functions/read/types.ts';
import { reading } from '../worker/fake-stages.ts';
import { sendAnalysed } from './analysed-study.ts';
import type { Client } from './client.ts';
import { type TestServer, testServer } from './served.ts';

const IDENTITY: readonly PrintedIdentity[] = [
  { kind: 'name', text: 'Muster, Beta', confidence: 0.96, labelled: true },
  { kind: 'birth', text: '02-Feb-1964', confidence: 0.9, labelled: false },
  { kind: 'record', text: '000029764', confidence: 0.97, labelled: true },
];
const SECRETS = /Muster|Feb-1964|000029764/;

let server: TestServer;
let silent: TestServer;
let signer: Client;
before(async () => {
  server = await testServer({ env: { STORE_IDENTITY: 'on' } });
  silent = await testServer();
  signer = await server.clientWith('signer');
});
after(async () => {
  await server.close();
  await silent.close();
});

async function study(on: TestServer, told = IDENTITY): Promise<string> {
  const { id, run } = await sendAnalysed(on, async () => reading(undefined, told));
  await run();
  return id;
}

async function identityOf(client: Client, id: string): Promise<unknown> {
  const query = 'query($id: ID!) { study(id: $id) { identity { kind text confidence labelled } } }';
  return (await client.graphql(query, { id })).data.study.identity;
}

/** Everything that the database and the blobs keep of a study, as text. */
async function keptOf({ platform }: TestServer, id: string): Promise<string> {
  const rows = await platform.db.study.findUniqueOrThrow({
    where: { id },
    include: { steps: true, fields: true, findings: true, measurements: true, revisions: true, identity: true },
  });
  const events = await platform.db.event.findMany({ where: { studyId: id } });
  const audit = await platform.db.auditEvent.findMany({ where: { subjectId: id } });
  const outputs = await Promise.all(
    rows.steps.flatMap(({ outputSha256 }) => (outputSha256 ? [platform.blobs.get(outputSha256)] : [])),
  );
  const { unpackJson } = await import('../../functions/platform/packed-json.ts');
  const unpacked = await Promise.all(outputs.map((bytes) => unpackJson(bytes)));
  const sealed = Buffer.from(rows.identity?.sealed ?? []).toString('latin1');
  return JSON.stringify([{ ...rows, identity: null }, sealed, events, audit, unpacked], (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

test('where identities are stored a signer reads them as printed, and a reader is not told', async () => {
  const id = await study(server);
  assert.deepEqual(await identityOf(signer, id), IDENTITY);
  assert.equal(await identityOf(await server.clientWith('reader'), id), null);
  const { data } = await (await server.stranger()).graphql('query($id: ID!) { study(id: $id) { id } }', { id });
  assert.equal(data.study, null);
});

test('each look at an identity is in the audit trail, a look of one who is not told is none', async () => {
  const id = await study(server);
  const looks = () => server.platform.db.auditEvent.count({ where: { subjectId: id, action: 'identity.viewed' } });
  await identityOf(await server.clientWith('reader'), id);
  assert.equal(await looks(), 0);
  await identityOf(signer, id);
  await identityOf(signer, id);
  assert.equal(await looks(), 1, 'the same look twice');
});

test('no row, event, step output or export holds it in the clear', async () => {
  const id = await study(server);
  assert.doesNotMatch(await keptOf(server, id), SECRETS);
  for (const file of ['export.json', 'export.csv', 'export.pdf']) {
    const response = await signer.get(`/studies/${id}/${file}`);
    assert.equal(response.status, 200);
    assert.doesNotMatch(Buffer.from(await response.arrayBuffer()).toString('latin1'), SECRETS, file);
  }
});

test('what is sealed for one study does not open as another one’s', async () => {
  const [one, other] = [await study(server), await study(server, [])];
  const { sealed, tenantId } = await server.platform.db.studyIdentity.findUniqueOrThrow({ where: { studyId: one } });
  await server.platform.db.studyIdentity.create({ data: { studyId: other, tenantId, sealed } });
  const answer = await signer.graphql('query($id: ID!) { study(id: $id) { identity { text } } }', { id: other });
  assert.doesNotMatch(JSON.stringify(answer), SECRETS);
  assert.ok(answer.errors);
});

test('a new reading takes the place of the stored one, and the study takes it along when it goes', async () => {
  const names = ['Muster, Beta', 'Beispiel, Alfa'].map((text) => [
    { kind: 'name' as const, text, confidence: 0.9, labelled: true },
  ]);
  const { id, run } = await sendAnalysed(server, async () => reading(undefined, names.shift()));
  await run();
  const input = { studyId: id, expectedRevision: 1, layout: '3x4' };
  const state = 'mutation($input: StateReadingInput!) { stateReading(input: $input) { __typename } }';
  assert.equal((await signer.graphql(state, { input })).data.stateReading.__typename, 'StudyChanged');
  await run();
  assert.deepEqual(await identityOf(signer, id), [
    { kind: 'name', text: 'Beispiel, Alfa', confidence: 0.9, labelled: true },
  ]);
  await server.platform.db.study.delete({ where: { id } });
  assert.equal(await server.platform.db.studyIdentity.count({ where: { studyId: id } }), 0);
});

test('unless it is switched on nothing is stored, and a signer sees none', async () => {
  const id = await study(silent);
  assert.equal(await silent.platform.db.studyIdentity.count(), 0);
  assert.doesNotMatch(await keptOf(silent, id), SECRETS);
  assert.deepEqual(await identityOf(silent.admin, id), []);
});
