import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../functions/platform/config.ts';
import { ConfigError } from '../../functions/platform/config-error.ts';

test('without any setting the product listens on this machine only and keeps everything in var', () => {
  const config = readConfig({});
  assert.equal(config.host, '127.0.0.1');
  assert.equal(config.databaseUrl, null);
  assert.equal(config.varDir, path.resolve('var'));
  assert.equal(config.blobsDir, path.resolve('var/blobs'));
  assert.equal(config.storeIdentity, false);
});

test('an empty variable counts as unset', () => {
  assert.equal(readConfig({ DATABASE_URL: '', PORT: '' }).databaseUrl, null);
});

test('a setting that cannot be used is named, its value is not shown', () => {
  assert.throws(
    () => readConfig({ PORT: 'secret-port', LOG_LEVEL: 'loud' }),
    (error) =>
      error instanceof ConfigError &&
      /PORT/.test(error.message) &&
      /LOG_LEVEL/.test(error.message) &&
      !/secret/.test(error.message),
  );
});
