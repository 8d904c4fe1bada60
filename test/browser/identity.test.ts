import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { PrintedFacts } from '../../functions/read/types.ts';
import { sendAnalysed } from '../flow/analysed-study.ts';
import { type TestServer, testServer } from '../flow/served.ts';
import { printed, reading } from '../worker/fake-stages.ts';
import { assertAccessible, chromiumPath, keepScreenshot, launchBrowser } from './browser.ts';

const FACTS: PrintedFacts = {
  ...printed({
    heartRateBpm: {
      value: 71,
      confidence: 0.8,
      text: '71',
      box: [40, 80, 90, 30],
      alternatives: [{ value: 11, confidence: 0.3 }],
    },
    orderNumber: { value: 'A0012345', confidence: 0.95, text: 'A0012345', box: [300, 20, 120, 30] },
  }),
  redaction: { regions: [{ kind: 'name', box: [40, 20, 200, 30] }], certain: true },
};

describe('the console and the identity of patients', {
  skip: chromiumPath === null ? 'no Chromium on this machine' : false,
}, () => {
  let server: TestServer;
  let browser: Browser;
  let study: Awaited<ReturnType<typeof sendAnalysed>>;

  before(async () => {
    server = await testServer({ env: { STORE_IDENTITY: 'on' } });
    browser = await launchBrowser(chromiumPath ?? '');
    study = await sendAnalysed(server, FACTS, { recordNumber: 'MRN-4713' });
    await study.run();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function openAs(role: 'reader' | 'signer', studyId: string): Promise<Page> {
    const { headers } = await server.clientWith(role);
    const page = await (await browser.newContext({ viewport: { width: 1500, height: 1000 } })).newPage();
    await page.goto(`${server.url}/study/${studyId}`);
    await page.getByLabel('API key').fill(headers['authorization']?.replace('Bearer ', '') ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('tab', { name: 'Scan' }).waitFor();
    return page;
  }

  test('a reader sees the page blanked, and reads that it is; the order number is hidden', async () => {
    const page = await openAs('reader', study.id);
    await page.getByRole('tab', { name: 'Scan' }).click();
    await page.getByRole('note').getByText('blanked for your role').waitFor();
    await page.getByText('Scan', { exact: true }).last().click();
    const picture = page.getByAltText('The page with names and numbers blanked');
    await page.waitForFunction((image) => (image as HTMLImageElement).naturalWidth > 0, await picture.elementHandle());
    await assertAccessible(page);
    await keepScreenshot(page, 'study-redacted');
    await page.getByRole('tab', { name: 'Printed' }).click();
    await page.locator('[data-field="orderNumber"]').getByText('hidden for your role').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Correct Order number' }).count(), 0);
    assert.doesNotMatch(await page.content(), /MRN-4713|A0012345/);
  });

  test('a reader of a page that could not be blanked reads why it is not shown', async () => {
    const unreadable = await sendAnalysed(server, { ...FACTS, redaction: null });
    await unreadable.run();
    const page = await openAs('reader', unreadable.id);
    await page.getByRole('tab', { name: 'Scan' }).click();
    await page.getByText('The page is not shown').waitFor();
    assert.equal(await page.locator('.ecg-scan img').count(), 0);
    await page.getByRole('tab', { name: 'Printed' }).click();
    await page.locator('[data-field="heartRateBpm"]').getByText('71').waitFor();
    assert.equal(await page.locator('[data-field] img').count(), 0, 'no crop either');
  });

  test('a signer sees the page as it was sent, without a note', async () => {
    const page = await openAs('signer', study.id);
    await page.getByRole('tab', { name: 'Scan' }).click();
    await page.getByText('Scan', { exact: true }).last().click();
    await page.getByAltText('The page as it was sent').waitFor();
    assert.equal(await page.getByRole('note').count(), 0);
    await page.getByRole('heading', { name: 'MRN-4713' }).waitFor();
  });

  test('a signer is told whom the page names when asking for it, a reader is not even offered it', async () => {
    const named = await sendAnalysed(server, async () =>
      reading(FACTS, [{ kind: 'name', text: 'Muster, Beta', confidence: 0.96, labelled: true }]),
    );
    await named.run();
    const page = await openAs('signer', named.id);
    const panel = page.getByRole('region', { name: 'Identity' });
    assert.doesNotMatch(await page.content(), /Muster/);
    await panel.getByRole('button', { name: 'Show whom the page names' }).click();
    await panel.getByRole('cell', { name: 'Muster, Beta' }).waitFor();
    await assertAccessible(page);
    await keepScreenshot(page, 'study-identity');
    const reader = await openAs('reader', named.id);
    assert.equal(await reader.getByRole('region', { name: 'Identity' }).count(), 0);
  });

  test('what else was read is offered where a value is corrected, and what was read first can be put back', async () => {
    const page = await openAs('reader', study.id);
    await page.getByRole('tab', { name: 'Printed' }).click();
    const rate = page.locator('[data-field="heartRateBpm"]');
    await rate.getByAltText('The page at Rate (bpm)').waitFor();
    await page.getByRole('button', { name: 'Correct Rate (bpm)' }).click();
    await page.getByRole('group', { name: 'Also read for Rate (bpm)' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Set Rate (bpm) to 11, read with 30 %' }).click();
    await page.getByText('revision 2').waitFor();
    await study.run();
    await rate.getByText('edited').waitFor();
    await rate.getByText('11', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Correct Rate (bpm)' }).click();
    await page.getByRole('button', { name: 'Set Rate (bpm) to 71, read with 80 %' }).click();
    await page.getByText('revision 3').waitFor();
    await study.run();
    await rate.getByText('71', { exact: true }).waitFor();
    await keepScreenshot(page, 'study-alternatives');
  });
});
