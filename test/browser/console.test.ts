import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type TestServer, testServer } from '../flow/served.ts';
import { assertAccessible, chromiumPath, keepScreenshot, launchBrowser } from './browser.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../synth/samples/normal-sinus-3x4-1.png');
const ANALYSED_MS = 120_000;

describe('the console', { skip: chromiumPath === null ? 'no Chromium on this machine' : false }, () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const broken: string[] = [];

  before(async () => {
    server = await testServer({ worker: true });
    browser = await launchBrowser(chromiumPath ?? '');
    page = await (await browser.newContext({ viewport: { width: 1500, height: 1000 } })).newPage();
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) broken.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  test('refuses a wrong key in words and lets the right one in', async () => {
    await page.goto(server.url);
    await page.getByLabel('API key').fill('ecg_not-a-key');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('not known').waitFor();
    await keepScreenshot(page, 'sign-in');
    await page.getByLabel('API key').fill(server.adminKey);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
  });

  test('takes a dropped report and shows it analysed, without a reload', async () => {
    await page.locator('input[type=file]').setInputFiles(SAMPLE);
    await page.getByRole('link', { name: 'Received: open the study' }).waitFor();
    const badge = page.locator('tbody [data-state="preliminary"], tbody [data-state="needs_review"]');
    await badge.first().waitFor({ timeout: ANALYSED_MS });
    await keepScreenshot(page, 'worklist');
    await assertAccessible(page);
  });

  test('says that the same file is here already', async () => {
    const copy = { name: 'copy.png', mimeType: 'image/png', buffer: readFileSync(SAMPLE) };
    await page.locator('input[type=file]').setInputFiles(copy);
    await page.getByRole('link', { name: 'Already here: open the study' }).waitFor();
  });

  test('says why a file of another kind cannot be read', async () => {
    const letter = { name: 'letter.png', mimeType: 'image/png', buffer: Buffer.from('Dear colleague,\n') };
    await page.locator('input[type=file]').setInputFiles(letter);
    await page.locator('tbody [data-state="failed"]').waitFor({ timeout: ANALYSED_MS });
    await page.getByText('The file is of no type that is read here.').first().waitFor();
  });

  test('shows the trace on millimetre paper, the findings and every step', async () => {
    await page.getByRole('link', { name: 'Already here: open the study' }).click();
    await page.getByRole('img', { name: /Twelve-lead trace at 25 mm\/s/ }).waitFor();
    assert.ok((await page.locator('path.ecg-trace').count()) >= 13, 'twelve leads and the rhythm strip are drawn');
    const widthPx = (await page.locator('section.ecg-paper svg').boundingBox())?.width ?? 0;
    const widthMm = Number((await page.locator('section.ecg-paper svg').getAttribute('viewBox'))?.split(' ')[2]);
    assert.ok(Math.abs(widthPx / widthMm - 96 / 25.4) < 0.02, 'one millimetre of paper is one CSS millimetre');
    await page.getByRole('table', { name: 'Diagnoses' }).locator('[data-code]').first().waitFor();
    const steps = page.getByRole('region', { name: 'Steps' }).locator('[data-state="done"]');
    assert.equal(await steps.count(), 6);
    await keepScreenshot(page, 'study-trace');
    await assertAccessible(page);
  });

  test('shows the scan with what was traced drawn on it', async () => {
    await page.getByRole('tab', { name: 'Scan' }).click();
    const picture = page.getByAltText('The page with the traced leads drawn on it');
    await picture.waitFor();
    await page.waitForFunction((image) => (image as HTMLImageElement).naturalWidth > 0, await picture.elementHandle());
    await keepScreenshot(page, 'study-scan');
  });

  test('shows what is printed beside its crop, and re-runs what depends on a corrected age', async () => {
    await page.getByRole('tab', { name: 'Printed' }).click();
    const rate = page.locator('[data-field="heartRateBpm"]');
    await rate.locator('img').waitFor();
    await page.getByRole('button', { name: 'Correct Age (years)' }).click();
    await page.getByLabel('New value of Age (years)').fill('51');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('revision 2').waitFor();
    await page.locator('[data-field="ageYears"]').getByText('51').waitFor();
    await page.getByRole('region', { name: 'Steps' }).getByText('done, carried').first().waitFor();
    await keepScreenshot(page, 'study-printed');
  });

  test('lets a signer state how the page is read, names the layouts that fit, and reads it again', async () => {
    const panel = page.getByRole('region', { name: 'How to read this page' });
    await panel.getByRole('button', { name: 'State how to read this page' }).click();
    await panel.getByLabel('Layout').selectOption('12x1');
    await assertAccessible(page);
    await panel.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('Layouts that fit: 3x4+1').waitFor({
      timeout: ANALYSED_MS,
    });
    const offered = await panel.getByLabel('Layout').locator('option').allTextContents();
    assert.ok(offered.slice(1, 8).includes('3x4+1'), offered.slice(0, 8).join(', '));
    await keepScreenshot(page, 'study-needs-layout');
    await panel.getByLabel('Layout').selectOption('3x4+1');
    await panel.getByLabel('Gain', { exact: true }).selectOption('20');
    await panel.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('revision 4').waitFor();
    await panel.getByText('Stated by a person.').waitFor({ timeout: ANALYSED_MS });
    const steps = page.getByRole('region', { name: 'Steps' }).locator('[data-state="done"]');
    await steps.nth(5).waitFor({ timeout: 2 * ANALYSED_MS });
    await page.getByRole('tab', { name: 'Trace' }).click();
    await keepScreenshot(page, 'study-stated');
    await assertAccessible(page);
  });

  test('breaks nothing on the way', () => {
    assert.deepEqual(broken, []);
  });
});
