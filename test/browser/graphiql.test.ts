import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testServer } from '../flow/served.ts';
import { chromiumPath, keepScreenshot, launchBrowser } from './browser.ts';

/** Until the editor is there: it is large, and a busy machine takes its time. */
const READY_MS = 60_000;
const skip = chromiumPath === null ? 'no Chromium on this machine' : false;

test('GraphiQL knows the schema and answers with a key, and loads nothing from elsewhere', { skip }, async (t) => {
  const server = await testServer();
  const browser = await launchBrowser(chromiumPath ?? '');
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const elsewhere: string[] = [];
  const broken: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url());
  });
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });

  t.after(async () => {
    await keepScreenshot(page, 'graphiql');
    await browser.close();
    await server.close();
  });
  await page.goto(`${server.url}/graphiql`);
  await page.getByLabel('API key').fill(server.adminKey);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.locator('.graphiql-query-editor').getByText('viewer').waitFor({ timeout: READY_MS });
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.result-window').getByText('"administrator"').waitFor({ timeout: READY_MS });
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Query', exact: true }).click();
  await page.getByText('What can be asked.').waitFor();
  assert.deepEqual([elsewhere, broken], [[], []]);
});
