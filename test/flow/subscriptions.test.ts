import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, test } from 'node:test';
import { sendReport } from './client.ts';
import { listen } from './listen.ts';
import { type TestServer, testServer } from './served.ts';

const WORKLIST = 'subscription { worklistChanged { id type payload study { state } } }';

let server: TestServer;
before(async () => {
  server = await testServer();
});
after(() => server.close());

/** The status that answers a websocket of a page of another site. */
function upgradeStatus(origin: string): Promise<number | undefined> {
  const headers = {
    ...server.admin.headers,
    origin,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': Buffer.alloc(16).toString('base64'),
    'sec-websocket-protocol': 'graphql-transport-ws',
  };
  return new Promise((resolve, reject) => {
    const request = get(`${server.url}/graphql`, { headers }, (response) => resolve(response.resume().statusCode));
    request.on('upgrade', (_response, socket) => resolve(socket.destroy() && 101));
    request.on('error', reject);
  });
}

test('a new report is heard at once, with its state', async () => {
  const events = await listen(server, WORKLIST);
  const { study } = await sendReport(server.admin, Buffer.from('a first report'));
  const heard = await events.until((event) => event.type === 'study.received');
  assert.equal(heard.study.state, 'received');
  const replay = await server.admin.graphql('query($after: ID!) { events(after: $after) { id studyId } }', {
    after: '0',
  });
  assert.deepEqual(replay.data.events, [{ id: heard.id, studyId: study.id }]);
  await events.close();
});

test('another tenant, and a listener of another study, hear nothing of it', async () => {
  const { study } = await sendReport(server.admin, Buffer.from('a second report'));
  const stranger = await server.stranger();
  const authorization = stranger.headers['authorization'];
  const foreign = await listen(server, WORKLIST, { authorization });
  const foreignStudy = await listen(server, `subscription { studyChanged(id: "${study.id}") { id type } }`, {
    authorization,
  });
  const own = await listen(server, WORKLIST);
  const other = await listen(server, `subscription { studyChanged(id: "${study.id}") { id type } }`);
  await sendReport(server.admin, Buffer.from('a third report'));
  await own.until((event) => event.type === 'study.received');
  assert.deepEqual([foreign.heard, foreignStudy.heard, other.heard], [[], [], []]);
  for (const each of [foreign, foreignStudy, own, other]) await each.close();
});

test('a connection without a key, with a wrong one, or from a page of another site is refused', async () => {
  const forbidden = (event: unknown) => (event as { code: number }).code === 4403;
  await assert.rejects(listen(server, WORKLIST, {}), forbidden);
  await assert.rejects(listen(server, WORKLIST, { apiKey: 'ecg_guess' }), forbidden);
  assert.equal(await upgradeStatus('https://evil.example'), 403);
});

test('a subscription whose every event would cost too much is refused', async () => {
  const wide = Array.from({ length: 19 }, (_, i) => `a${i}: steps { step state attempt carried startedAt }`).join(' ');
  const events = await listen(
    server,
    `subscription { worklistChanged { study { patient { studies(first: 100) { edges { node { ${wide} } } } } } } }`,
  );
  await assert.rejects(
    events.until(() => false),
    (errors) => /COST_LIMIT_EXCEEDED/.test(JSON.stringify(errors)),
  );
  await events.close();
});

test('queries and mutations do not come by websocket', async () => {
  const events = await listen(server, '{ viewer { name } }');
  await assert.rejects(
    events.until(() => false),
    (errors) => /Only subscriptions/.test(JSON.stringify(errors)),
  );
  await events.close();
});
