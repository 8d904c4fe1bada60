import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sendReport } from './client.ts';
import { type TestServer, testServer } from './served.ts';

let server: TestServer;
before(async () => {
  server = await testServer();
});
after(() => server.close());

/** Nests a patient's studies in their patient, as deep as wanted. */
function nested(levels: number): string {
  const inside = (left: number): string =>
    left === 0 ? 'id' : `studies { edges { node { patient { ${inside(left - 1)} } } } }`;
  return `{ patient(recordNumber: "x") { ${inside(levels)} } }`;
}

test('operations that ask for too much are refused before they run', async () => {
  const aliases = Array.from({ length: 40 }, (_, i) => `a${i}: viewer { name }`).join(' ');
  const tokens = `{ viewer { ${'name '.repeat(3000)} } }`;
  const cost =
    '{ studies(first: 100) { edges { node { patient { studies(first: 100) { edges { node { id } } } } } } } }';
  for (const query of [nested(4), `{ ${aliases} }`, tokens, cost]) {
    const answer = await server.admin.graphql(query);
    assert.equal(answer.status, 400, query.slice(0, 40));
    assert.equal(answer.data, undefined);
  }
});

test('what the console asks for stays far below the limit', async () => {
  const { errors, extensions } = await server.admin.graphql(
    `query { studies(first: 50) { edges { node { id state acuity receivedAt acquiredAt ageYears sex site topFinding
      patient { recordNumber } problem { code message hint } steps { step state } } } pageInfo { hasNextPage endCursor } } }`,
  );
  assert.equal(errors, undefined);
  assert.ok((extensions?.['cost'] as number) < 10_000, `cost ${extensions?.['cost']}`);
});

test('one operation a request: no batches, no effects by GET, no forms from other sites', async () => {
  const { headers } = server.admin;
  const post = (body: string, contentType: string) =>
    fetch(`${server.url}/graphql`, { method: 'POST', headers: { ...headers, 'content-type': contentType }, body });
  assert.equal(
    (await post('[{"query":"{ viewer { name } }"},{"query":"{ viewer { name } }"}]', 'application/json')).status,
    400,
  );
  assert.equal((await post('query={viewer{name}}', 'application/x-www-form-urlencoded')).status, 415);
  assert.ok([400, 415].includes((await post('{"query":"{viewer{name}}"}', 'text/plain')).status));
  assert.equal((await post(`{"query":"${' '.repeat(1_100_000)}"}`, 'application/json')).status, 413);
  const get = (query: string, more = {}) =>
    fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`, { headers: { ...headers, ...more } });
  assert.equal((await get('{viewer{name}}')).status, 400, 'a GET that a foreign page could cause');
  assert.equal((await get('{viewer{name}}', { 'apollo-require-preflight': '1' })).status, 200);
  assert.equal(
    (await get('mutation{revokeApiKey(id:"1"){__typename}}', { 'apollo-require-preflight': '1' })).status,
    405,
  );
});

test('an error of ours is masked: a sentence and the request id, nothing from inside', async () => {
  const { platform } = server;
  await platform.db.$executeRaw`ALTER TABLE "Patient" RENAME TO "Elsewhere"`;
  try {
    const answer = await server.admin.graphql('{ patient(recordNumber: "MRN-SECRET") { id } }');
    const [error] = answer.errors ?? [];
    assert.equal(error?.extensions['code'], 'INTERNAL');
    assert.match(String(error?.extensions['requestId']), /^[0-9a-f-]{36}$/);
    assert.ok(!/SECRET|Patient|relation|Prisma/.test(JSON.stringify(answer)), JSON.stringify(answer));
  } finally {
    await platform.db.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "Patient"`;
  }
});

test('sign-in by guessing is slowed down', async () => {
  const headers = { 'content-type': 'application/json', 'x-ecgraph-csrf': '1' };
  const guess = () => fetch(`${server.url}/session`, { method: 'POST', headers, body: '{"key":"ecg_guess"}' });
  const statuses = [];
  for (let i = 0; i < 12; i++) statuses.push((await guess()).status);
  assert.deepEqual(statuses.slice(0, 10), Array(10).fill(401));
  assert.equal(statuses.at(-1), 429);
});

test('health is open, says what is missing, and metrics hold no patient data', async () => {
  assert.equal((await server.nobody.get('/healthz')).status, 200);
  const ready = await server.nobody.get('/readyz');
  assert.deepEqual(await ready.json(), { ready: true, checks: { database: true, blobs: true, models: true } });
  assert.match(await (await server.nobody.get('/metrics')).text(), /ecgraph_uploads_total/);
  const proxied = { 'x-forwarded-for': '203.0.113.9' };
  assert.equal((await server.nobody.get('/metrics', proxied)).status, 401);
  assert.equal((await server.admin.get('/metrics', proxied)).status, 200);
  const reader = await server.clientWith('reader');
  assert.equal((await reader.get('/metrics', proxied)).status, 401);
});

test('every answer carries the security headers', async () => {
  for (const path of ['/healthz', '/graphql', '/nowhere', '/graphiql/']) {
    const { headers } = await server.nobody.get(path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /script-src 'self';/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
  }
});

test('the worklist comes in pages that neither repeat nor lose a study, the most acute first', async () => {
  const acuities = [0, 2, 1, 0, 3];
  for (const [i, acuity] of acuities.entries()) await sendReport(server.admin, Buffer.from(`report ${i}`), { acuity });
  const seen: { id: string; acuity: number }[] = [];
  let after: string | null = null;
  do {
    const { data } = await server.admin.graphql(
      `query($after: String) { studies(first: 2, after: $after) {
        totalCount edges { node { id acuity } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    assert.equal(data.studies.totalCount, acuities.length);
    seen.push(...data.studies.edges.map((edge: { node: { id: string; acuity: number } }) => edge.node));
    after = data.studies.pageInfo.hasNextPage ? data.studies.pageInfo.endCursor : null;
  } while (after);
  assert.deepEqual(
    seen.map((study) => study.acuity),
    [3, 2, 1, 0, 0],
  );
  assert.equal(new Set(seen.map((study) => study.id)).size, acuities.length);
});

test('arguments that make no sense are refused in words', async () => {
  for (const query of [
    '{ studies(after: "bm9uc2Vuc2U") { totalCount } }',
    '{ studies(first: 101) { totalCount } }',
    '{ events(after: "x") { id } }',
  ]) {
    const { errors } = await server.admin.graphql(query);
    assert.equal(errors?.[0]?.extensions['code'], 'BAD_USER_INPUT', query);
  }
});
