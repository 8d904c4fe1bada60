import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import {
  type Client,
  clientOf,
  clientWithKey,
  createUpload,
  put,
  sendReport,
  sha256Of,
  submitReport,
} from './client.ts';
import { type TestServer, testServer } from './served.ts';

const page = readFileSync(new URL('../../synth/samples/inferior-st-elevation-3x4.png', import.meta.url));

let server: TestServer;
let studyId: string;
before(async () => {
  server = await testServer();
  studyId = (await sendReport(server.admin, page, { recordNumber: 'MRN-1' })).study.id;
});
after(() => server.close());

const fileUrls = () =>
  ['page.png', 'overlay.png', 'fields/ageYears.png', 'export.csv', 'export.zip', 'export.pdf', 'export.json'].map(
    (name) => `/studies/${studyId}/${name}`,
  );

function codesOf({ errors }: { errors: { extensions: Record<string, unknown> }[] | undefined }) {
  return errors?.map((error) => error.extensions['code']);
}

test('without a key nothing is told: no data, no schema, no pictures, no exports', async () => {
  for (const query of [
    '{ viewer { name } }',
    '{ studies { totalCount } }',
    '{ __schema { types { name } } }',
    '{ nonsense }',
  ]) {
    const answer = await server.nobody.graphql(query);
    assert.equal(answer.status, 401, query);
    assert.deepEqual(codesOf(answer), ['UNAUTHENTICATED']);
  }
  for (const url of fileUrls()) assert.equal((await server.nobody.get(url)).status, 401, url);
});

test('a wrong, revoked or ended key opens nothing', async () => {
  const made = await server.admin.graphql(
    'mutation { createApiKey(input: { name: "night shift", roles: [reader] }) { ... on CreatedApiKey { id secret principal { name roles } } } }',
  );
  const { id, secret, principal } = made.data.createApiKey;
  assert.deepEqual(principal, { name: 'night shift', roles: ['reader'] });
  const shift = clientWithKey(server.url, secret);
  assert.equal((await shift.graphql('{ viewer { name } }')).data.viewer.name, 'night shift');
  const revoked = await server.admin.graphql('mutation($id: ID!) { revokeApiKey(id: $id) { __typename } }', { id });
  assert.equal(revoked.data.revokeApiKey.__typename, 'RevokedApiKey');
  assert.equal((await shift.graphql('{ viewer { name } }')).status, 401);
  assert.equal((await clientWithKey(server.url, 'ecg_guess').graphql('{ viewer { name } }')).status, 401);
});

test('another tenant sees none of it, by any way', async () => {
  const stranger = await server.stranger();
  const { data } = await stranger.graphql(
    `query($id: ID!) { study(id: $id) { id } studies { totalCount } patient(recordNumber: "MRN-1") { id } 
      events { id } of: events(studyId: $id) { id } }`,
    { id: studyId },
  );
  assert.deepEqual(data, { study: null, studies: { totalCount: 0 }, patient: null, events: [], of: [] });
  for (const url of fileUrls()) assert.equal((await stranger.get(url)).status, 404, url);
  const changes = await stranger.graphql(
    `mutation($id: ID!) {
      retryStep(input: { studyId: $id, step: ingest }) { ... on Problem { code } }
      correctField(input: { studyId: $id, name: "ageYears", value: 1, expectedRevision: 1 }) { ... on Problem { code } } }`,
    { id: studyId },
  );
  assert.deepEqual(changes.data, { retryStep: { code: 'NOT_FOUND' }, correctField: { code: 'NOT_FOUND' } });
  const ticket = await createUpload(server.admin, { byteLength: 3 });
  await put(ticket.url, Buffer.from('abc'));
  assert.equal((await submitReport(stranger, ticket.id)).code, 'NOT_FOUND');
});

test('the same bytes of another tenant are a study of its own', async () => {
  const stranger = await server.stranger();
  const theirs = await sendReport(stranger, page);
  assert.equal(theirs.duplicate, false);
  assert.notEqual(theirs.study.id, studyId);
});

test('a sender follows its reports but reads no findings; a reader reads but sends nothing', async () => {
  const uploader = await server.clientWith('uploader');
  const followed = await uploader.graphql(
    'query($id: ID!) { study(id: $id) { state steps { step state } topFinding } }',
    { id: studyId },
  );
  assert.equal(followed.data.study.state, 'received');
  assert.equal(followed.data.study.steps.length, 6);
  assert.equal(followed.data.study.topFinding, null);
  assert.deepEqual(codesOf(followed), ['FORBIDDEN']);
  assert.deepEqual(codesOf(await uploader.graphql('{ studies(filter: { findingCode: "AFIB" }) { totalCount } }')), [
    'FORBIDDEN',
  ]);
  for (const url of fileUrls()) assert.equal((await uploader.get(url)).status, 403, url);

  const reader = await server.clientWith('reader');
  const read = await reader.graphql('query($id: ID!) { study(id: $id) { topFinding findings { id } } }', {
    id: studyId,
  });
  assert.equal(read.errors, undefined);
  for (const mutation of [
    'mutation { createUpload(input: { byteLength: 1 }) { __typename } }',
    'mutation { createApiKey(input: { name: "x", roles: [admin] }) { __typename } }',
    '{ queue { waiting } }',
  ]) {
    assert.deepEqual(codesOf(await reader.graphql(mutation)), ['FORBIDDEN'], mutation);
  }
});

test('a forged, borrowed or expired upload URL takes no bytes', async () => {
  const bytes = Buffer.from('some bytes');
  const ticket = await createUpload(server.admin, { byteLength: bytes.byteLength });
  const other = await createUpload(server.admin, { byteLength: bytes.byteLength });
  const url = new URL(ticket.url);
  const forged = new URL(url);
  forged.searchParams.set('sig', 'A'.repeat(43));
  const later = new URL(url);
  later.searchParams.set('exp', String(Number(url.searchParams.get('exp')) + 3600));
  const borrowed = new URL(other.url);
  borrowed.search = url.search;
  const bare = new URL(url.pathname, url);
  for (const wrong of [forged, later, borrowed, bare]) assert.equal((await put(String(wrong), bytes)).status, 401);
  assert.equal((await submitReport(server.admin, ticket.id)).code, 'UPLOAD_INCOMPLETE');

  await server.platform.db.upload.update({ where: { id: ticket.id }, data: { expiresAt: new Date(0) } });
  const late = await put(ticket.url, bytes);
  assert.deepEqual([late.status, ((await late.json()) as { code: string }).code], [410, 'UPLOAD_EXPIRED']);
});

test('bytes other than those announced are refused, and the right ones still go through', async () => {
  const bytes = Buffer.from('what was announced');
  const ticket = await createUpload(server.admin, { byteLength: bytes.byteLength, sha256: sha256Of(bytes) });
  const swapped = await put(ticket.url, Buffer.from('what was_announced'));
  assert.deepEqual(
    [swapped.status, ((await swapped.json()) as { code: string }).code],
    [422, 'UPLOAD_CHECKSUM_MISMATCH'],
  );
  const longer = await put(ticket.url, Buffer.concat([bytes, bytes]));
  assert.deepEqual([longer.status, ((await longer.json()) as { code: string }).code], [413, 'FILE_TOO_LARGE']);
  const state = async () =>
    (await server.admin.graphql('query($id: ID!) { upload(id: $id) { receivedAt } }', { id: ticket.id })).data.upload;
  assert.equal((await state()).receivedAt, null);
  assert.equal((await put(ticket.url, bytes)).status, 201);
  assert.ok((await state()).receivedAt);
  assert.equal((await put(ticket.url, bytes)).status, 201, 'a repeated PUT does no harm');
});

test('what cannot be announced is told with code, sentence and hint', async () => {
  const cases: [object, string][] = [
    [{ byteLength: 0 }, 'FILE_EMPTY'],
    [{ byteLength: -1 }, 'INPUT_INVALID'],
    [{ byteLength: 2_000_000_000 }, 'FILE_TOO_LARGE'],
    [{ byteLength: 5, sha256: 'nonsense' }, 'INPUT_INVALID'],
  ];
  for (const [input, code] of cases) {
    const problem = await createUpload(server.admin, input);
    assert.equal(problem.__typename, 'InvalidRequest');
    assert.equal(problem.code, code);
    assert.ok(problem.message && problem.hint);
  }
  const first = await createUpload(server.admin, { byteLength: 5, idempotencyKey: 'k' });
  assert.equal((await createUpload(server.admin, { byteLength: 5, idempotencyKey: 'k' })).id, first.id);
  const conflict = await createUpload(server.admin, { byteLength: 6, idempotencyKey: 'k' });
  assert.deepEqual([conflict.__typename, conflict.code], ['Conflict', 'IDEMPOTENCY_CONFLICT']);
  assert.equal((await submitReport(server.admin, 'no-such-upload')).code, 'NOT_FOUND');
});

test('a session of the console lives by cookie, counts only with the header, and ends with sign-out and with its key', async () => {
  const made = await server.admin.graphql(
    'mutation { createApiKey(input: { name: "console", roles: [reader] }) { ... on CreatedApiKey { id secret } } }',
  );
  const { id, secret } = made.data.createApiKey;
  const headers = { 'content-type': 'application/json', 'x-ecgraph-csrf': '1' };
  const signIn = (key: string) =>
    fetch(`${server.url}/session`, { method: 'POST', headers, body: JSON.stringify({ key }) });
  assert.equal((await signIn('ecg_wrong')).status, 401);
  const signedIn = await signIn(secret);
  const cookie = signedIn.headers.get('set-cookie')!;
  assert.match(cookie, /HttpOnly; SameSite=Strict/);
  assert.ok(!cookie.includes(secret));
  const session = cookie.split(';', 1)[0]!;

  const browser: Client = clientOf(server.url, { cookie: session, 'x-ecgraph-csrf': '1' });
  assert.equal((await browser.graphql('{ viewer { name } }')).data.viewer.name, 'console');
  assert.equal((await clientOf(server.url, { cookie: session }).graphql('{ viewer { name } }')).status, 401);
  assert.equal((await browser.get(`/studies/${studyId}/export.json`)).status, 404, 'known, but not analysed yet');

  const signedOut = await fetch(`${server.url}/session`, { method: 'DELETE', headers: { 'x-ecgraph-csrf': '1' } });
  assert.match(signedOut.headers.get('set-cookie')!, /ecgraph_session=;.*1970/);
  await server.admin.graphql('mutation($id: ID!) { revokeApiKey(id: $id) { __typename } }', { id });
  assert.equal((await browser.graphql('{ viewer { name } }')).status, 401);
});
