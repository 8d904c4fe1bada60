import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { authenticate, createApiKey, resumeCaller, revokeApiKey } from '../../functions/record/api-keys.ts';
import { ensureAdministrator } from '../../functions/record/first-key.ts';
import { type TestPlatform, testPlatform } from '../database.ts';
import { value } from './uploads.ts';

let platform: TestPlatform;
let secret: string;

before(async () => {
  platform = await testPlatform();
});
after(() => platform.close());

test('the very first start makes one administrator, also when two processes start at once', async () => {
  const secrets = (await Promise.all([1, 2, 3].map(() => ensureAdministrator(platform)))).filter(
    (made) => made !== null,
  );
  assert.equal(secrets.length, 1);
  secret = secrets[0]!;
  assert.equal(await ensureAdministrator(platform), null);
  const caller = await authenticate(platform, secret);
  assert.deepEqual(caller?.roles, ['admin']);
});

test('the database does not hold the secret', async () => {
  const rows = await platform.db.$queryRaw<{ text: string }[]>`SELECT k::text AS text FROM "ApiKey" k`;
  assert.doesNotMatch(rows.map((row) => row.text).join(), new RegExp(secret.slice(9)));
});

test('a key works until it is revoked or past its time, and so does its session', async () => {
  const admin = (await authenticate(platform, secret))!;
  const made = value(await createApiKey(platform, admin, { name: 'gateway', roles: ['uploader'] }));
  assert.equal((await authenticate(platform, made.secret))?.name, 'gateway');
  assert.equal((await resumeCaller(platform, made.id))?.name, 'gateway');
  value(await revokeApiKey(platform, admin, made.id));
  value(await revokeApiKey(platform, admin, made.id));
  assert.equal(await authenticate(platform, made.secret), null);
  assert.equal(await resumeCaller(platform, made.id), null);
  const expiresAt = new Date(Date.now() + 60_000);
  const brief = value(await createApiKey(platform, admin, { name: 'visitor', roles: ['reader'], expiresAt }));
  await platform.db.apiKey.update({ where: { id: brief.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  assert.equal(await authenticate(platform, brief.secret), null);
  assert.equal(await authenticate(platform, 'ecg_guess'), null);
});

test('only an administrator makes keys, and only sensible ones', async () => {
  const admin = (await authenticate(platform, secret))!;
  assert.throws(() => createApiKey(platform, { ...admin, roles: ['signer'] }, { name: 'x', roles: ['admin'] }), {
    name: 'ForbiddenError',
  });
  for (const wrong of [
    { name: '', roles: ['reader'] },
    { name: 'x', roles: [] },
  ] as const) {
    const answer = await createApiKey(platform, admin, wrong);
    assert.equal(answer.ok ? 'ok' : answer.problem.code, 'INPUT_INVALID');
  }
});
