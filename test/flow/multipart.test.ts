import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { Client } from './client.ts';
import { type TestServer, testServer } from './served.ts';

const page = readFileSync(new URL('../../synth/samples/atrial-premature-6x2.png', import.meta.url));
const UPLOAD = `mutation($file: Upload!, $input: ReportInput) { uploadReport(file: $file, input: $input) {
  __typename ... on Submission { duplicate study { id state } } ... on Problem { code message hint } } }`;
const OPERATIONS = JSON.stringify({ query: UPLOAD, variables: { file: null, input: { site: 'Ward 5' } } });
const MAP = '{"0":["variables.file"]}';

let server: TestServer;
before(async () => {
  server = await testServer({ env: { UPLOAD_MAX_BYTES: '2000000' } });
});
after(() => server.close());

type Part = readonly [name: string, value: string | Uint8Array];

async function send(
  client: Client,
  parts: readonly Part[],
  more: Record<string, string> = { 'apollo-require-preflight': '1' },
) {
  const form = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([Buffer.from(value)]), '../../etc/a name of the sender.png');
  }
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { ...client.headers, ...more },
    body: form,
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer or a refusal
  return { status: response.status, body: (await response.json()) as any };
}

const good: readonly Part[] = [
  ['operations', OPERATIONS],
  ['map', MAP],
  ['0', page],
];

test('one multipart request uploads and submits, and a second finds the study there', async () => {
  const first = await send(server.admin, good);
  assert.equal(first.status, 200);
  const { study, duplicate } = first.body.data.uploadReport;
  assert.deepEqual([study.state, duplicate], ['received', false]);
  const second = await send(server.admin, good);
  assert.deepEqual([second.body.data.uploadReport.study.id, second.body.data.uploadReport.duplicate], [study.id, true]);
});

test('a request that a foreign page could send is refused before a byte is stored', async () => {
  const before = await server.platform.db.upload.count();
  const answer = await send(server.admin, good, {});
  assert.deepEqual([answer.status, answer.body.code], [400, 'PREFLIGHT_REQUIRED']);
  assert.equal((await send(server.nobody, good)).status, 401);
  assert.equal((await send(await server.clientWith('reader'), good)).status, 403);
  assert.equal(await server.platform.db.upload.count(), before);
});

test('exactly one file for exactly one variable: anything else is refused, and nothing is left behind', async () => {
  const before = await server.platform.db.upload.count();
  const refused: Record<string, readonly Part[]> = {
    'no file': [
      ['operations', OPERATIONS],
      ['map', MAP],
    ],
    'a file twice in the map': [
      ['operations', OPERATIONS],
      ['map', '{"0":["variables.file","variables.input"]}'],
      ['0', page],
    ],
    'two files in the map': [
      ['operations', OPERATIONS],
      ['map', '{"0":["variables.file"],"1":["variables.b"]}'],
      ['0', page],
    ],
    'a file of another name': [
      ['operations', OPERATIONS],
      ['map', MAP],
      ['1', page],
    ],
    'a path into the prototype': [
      ['operations', OPERATIONS],
      ['map', '{"0":["variables.__proto__.x"]}'],
      ['0', page],
    ],
    'a batch': [
      ['operations', `[${OPERATIONS}]`],
      ['map', '{"0":["0.variables.file"]}'],
      ['0', page],
    ],
    'the file before its description': [
      ['0', page],
      ['operations', OPERATIONS],
      ['map', MAP],
    ],
    'no JSON': [
      ['operations', '{'],
      ['map', MAP],
      ['0', page],
    ],
    'an operation that is not in the contract': [
      ['operations', '{"query":"mutation($file: Upload!){burn(file:$file)}","variables":{"file":null}}'],
      ['map', MAP],
      ['0', page],
    ],
  };
  for (const [name, parts] of Object.entries(refused)) {
    const answer = await send(server.admin, parts);
    assert.equal(answer.status, 400, name);
    assert.equal(answer.body.code, 'MULTIPART_INVALID', name);
  }
  assert.equal(await server.platform.db.upload.count(), before);
});

test('a second file in the request is not taken', async () => {
  const answer = await send(server.admin, [...good, ['1', page]]);
  assert.equal(answer.status, 400);
});

test('an empty file and one above the limit are problems with a hint', async () => {
  const empty = await send(server.admin, [
    ['operations', OPERATIONS],
    ['map', MAP],
    ['0', new Uint8Array(0)],
  ]);
  assert.equal(empty.body.data.uploadReport.code, 'FILE_EMPTY');
  const large = await send(server.admin, [
    ['operations', OPERATIONS],
    ['map', MAP],
    ['0', Buffer.alloc(3_000_000, 7)],
  ]);
  assert.equal(large.body.data.uploadReport.__typename, 'InvalidRequest');
  assert.equal(large.body.data.uploadReport.code, 'FILE_TOO_LARGE');
});

function filesBelow(dir: string): string[] {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
}

test('a sender that is cut off in the middle leaves nothing, and the server goes on', async () => {
  const before = await server.platform.db.upload.count();
  const blobs = filesBelow(server.platform.config.blobsDir);
  const boundary = 'b';
  const part = (name: string, value: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const file = `--${boundary}\r\ncontent-disposition: form-data; name="0"; filename="x"\r\n\r\n`;
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: ${server.admin.headers['authorization']}\r\napollo-require-preflight: 1\r\ncontent-type: multipart/form-data; boundary=${boundary}\r\ncontent-length: 1000000\r\n\r\n`;
  socket.write(head + part('operations', OPERATIONS) + part('map', MAP) + file);
  socket.write(Buffer.alloc(200_000, 1));
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.destroy();
  // A machine under load takes a while to see the sender gone.
  const patience = Date.now() + 10_000;
  const left = () => filesBelow(server.platform.config.blobsDir);
  while (left().length !== blobs.length && Date.now() < patience)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(await server.platform.db.upload.count(), before);
  assert.deepEqual(left(), blobs);
  assert.equal((await server.nobody.get('/healthz')).status, 200);
});

test('nobody can claim a file by writing one down', async () => {
  const { errors } = await server.admin.graphql(UPLOAD, { file: { upload: { ok: true, value: { id: 'x' } } } });
  assert.equal(errors?.[0]?.extensions['code'], 'BAD_USER_INPUT');
});
