import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { isOwnOrigin, isSameSiteRequest } from '../../functions/api/auth/cross-site.ts';
import { readSessionCookie, sessionCookie } from '../../functions/api/auth/session-cookie.ts';
import { beginSession, openSession, renewSession, sealSession } from '../../functions/api/auth/session-token.ts';
import { checkUploadUrl, signedUploadUrl } from '../../functions/api/auth/upload-signature.ts';

const key = randomBytes(32);
const HOUR_MS = 60 * 60_000;

test('a session is what was sealed, until an hour without use', () => {
  const session = beginSession('key-1', 1000);
  const token = sealSession(session, key);
  assert.deepEqual(openSession(token, key, 1000), session);
  assert.equal(openSession(token, key, 1000 + HOUR_MS), null);
});

test('an altered session, or one sealed elsewhere, is none', () => {
  const token = sealSession(beginSession('key-1', 0), key);
  const other = sealSession(beginSession('key-2', 0), key);
  const grafted = `${other.split('.')[0]}.${token.split('.')[1]}`;
  assert.equal(openSession(grafted, key, 1), null);
  assert.equal(openSession(token, randomBytes(32), 1), null);
  for (const nonsense of ['', '.', 'a.b', `${token}.x`]) assert.equal(openSession(nonsense, key, 1), null);
});

test('a session is renewed by use, but not beyond twelve hours', () => {
  let session = beginSession('key-1', 0);
  assert.equal(renewSession(session, 10 * 60_000), null, 'still fresh');
  for (let now = 0; now < 20 * HOUR_MS; now += 40 * 60_000) session = renewSession(session, now) ?? session;
  assert.equal(session.expiresAtMs, 12 * HOUR_MS);
});

test('the cookie is out of reach of scripts and other sites, and is found among others', () => {
  const header = sessionCookie('abc.def', 0, true);
  for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/']) assert.ok(header.includes(attribute));
  assert.equal(readSessionCookie('theme=dark; ecgraph_session=abc.def; x=1'), 'abc.def');
  assert.equal(readSessionCookie('theme=dark'), null);
});

test('effects by cookie need a header that other sites cannot send', () => {
  assert.equal(isSameSiteRequest('POST', { cookie: 'x' }), false);
  assert.equal(isSameSiteRequest('POST', { 'x-ecgraph-csrf': '1' }), true);
  assert.equal(isSameSiteRequest('GET', {}), true);
});

test('a websocket comes from a page of this server or from a program', () => {
  assert.equal(isOwnOrigin({ host: 'ecg.example:4000', origin: 'http://ecg.example:4000' }, null), true);
  assert.equal(isOwnOrigin({ host: 'ecg.example:4000' }, null), true);
  for (const origin of ['http://evil.example', 'null', 'http://ecg.example:4001']) {
    assert.equal(isOwnOrigin({ host: 'ecg.example:4000', origin }, null), false);
  }
  const proxied = { host: '127.0.0.1:4000', origin: 'https://ecg.example' };
  assert.equal(isOwnOrigin(proxied, 'https://ecg.example'), true);
});

test('an upload URL is good for its upload and its time alone', () => {
  const url = new URL(signedUploadUrl('u1', new Date(60_000), key), 'http://x');
  const given = { uploadId: 'u1', exp: url.searchParams.get('exp')!, sig: url.searchParams.get('sig')! };
  assert.equal(checkUploadUrl(given, key, 59_000), 'valid');
  assert.equal(checkUploadUrl(given, key, 60_000), 'expired');
  assert.equal(checkUploadUrl({ ...given, uploadId: 'u2' }, key, 0), 'forged');
  assert.equal(checkUploadUrl({ ...given, exp: '999999' }, key, 0), 'forged');
  assert.equal(checkUploadUrl({ ...given, sig: '' }, key, 0), 'forged');
});
