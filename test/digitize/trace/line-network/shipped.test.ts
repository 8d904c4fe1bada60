import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { renderedPages } from '../../../../bench/digitize/rendered-suite.ts';
import { type PageScore, scorePage } from '../../../../bench/digitize/score-page.ts';
import { openPageNetwork } from '../../../../functions/digitize/networks/open-page-network.ts';
import type { PageNetwork } from '../../../../functions/digitize/page-network/page-network.ts';
import { digitize } from '../../../../functions/digitize/step.ts';

const network = await openPageNetwork('models');
after(() => network.close());

/** The same page reader, whose lines stay as they were fitted. */
const fitted: PageNetwork = {
  ...network,
  correctLines: async (windows) => new Float32Array(windows.length),
};

test('lines of a scan that it was not trained on come nearer to what was drawn', async () => {
  for await (const page of renderedPages('scan', 'scan', 1, 812)) {
    const own = await scorePage(page, (decoded) => digitize(decoded, {}, fitted));
    const corrected = await scorePage(page, (decoded) => digitize(decoded, {}, network));
    const mean = (leads: PageScore['leads']) =>
      leads.reduce((sum, { score }) => sum + (score?.snrDb ?? 0), 0) / leads.length;
    const [before, now] = [mean(own.leads), mean(corrected.leads)];
    assert.equal(corrected.leads.length, own.leads.length);
    assert.ok(now > before + 2, `${now} dB for ${before}`);
  }
});
