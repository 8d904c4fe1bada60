import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAYOUTS } from '../../synth/page/layouts.ts';
import { composePage, flatTruth, renderPage } from '../../synth/page/render-page.ts';
import { VENDORS } from '../../synth/page/vendors/index.ts';
import { LANGUAGES } from '../../synth/page/words.ts';
import { synthesise } from '../../synth/synthesise.ts';

const ecg = synthesise({ seed: 6 });

for (const [index, vendor] of Object.keys(VENDORS).entries())
  test(`${vendor}: what the truth says is printed, is printed there`, () => {
    for (const language of [LANGUAGES[index % LANGUAGES.length]!, 'pl']) {
      const { raster, truth } = renderPage({ seed: 3, vendor, language, grid: 'none', pxPerMm: 4 }, ecg);
      const paper = raster.rgb[0]!;
      for (const { text, boxPx } of truth.texts) {
        if (text.trim() === '') continue;
        const [x, y, w, h] = boxPx.map(Math.round) as [number, number, number, number];
        let dark = 255;
        for (let py = Math.max(0, y); py <= y + h; py++)
          for (let px = x; px <= x + w; px++) dark = Math.min(dark, raster.rgb[3 * (py * raster.width + px)] ?? 255);
        assert.ok(dark < paper - 60, `${language} "${text}" is not visible`);
        assert.ok(x >= 0 && x + w < raster.width && y >= -1 && y + h < raster.height, `"${text}" leaves the page`);
      }
      const all = truth.texts.map(({ text }) => text).join(' ');
      const { ageYears, heartRateBpm, qtMs } = truth.facts;
      for (const value of [ageYears, heartRateBpm]) if (value !== null) assert.ok(all.includes(String(value)));
      if (qtMs !== null) assert.ok(all.includes(String(qtMs)) || all.includes((qtMs / 1000).toFixed(3)));
    }
  });

test('every layout shows its leads once, each with its name, columns one after the other', () => {
  for (const [layout, { rows }] of Object.entries(LAYOUTS)) {
    const { truth } = renderPage({ seed: 3, layout, rhythmLeads: ['II', 'V1'], pxPerMm: 3 }, ecg);
    const blocks = truth.lines.filter((line) => !line.rhythm);
    assert.equal(blocks.length, rows.flat().length, layout);
    assert.equal(truth.lines.length, blocks.length + 2);
    const names = truth.texts.filter((text) => text.role === 'lead-name');
    assert.deepEqual(
      names.map((name) => name.lead),
      truth.lines.map((line) => line.lead),
      layout,
    );
    for (const [column, lead] of (rows[0] ?? []).entries()) {
      const line = blocks.find((block) => block.lead === lead)!;
      assert.ok(Math.abs(line.startS - (10 / rows[0]!.length) * column) < 0.01, `${layout} ${lead} at ${line.startS}`);
      assert.equal(line.mv[10], ecg.leads[lead][Math.round(line.startS * 500) + 10]);
    }
  }
});

test('header text that is not printed is not in the facts', () => {
  const { facts } = renderPage({ seed: 3, vendor: 'plain', pxPerMm: 3 }, ecg).truth;
  assert.equal(facts.heartRateBpm, null);
  assert.equal(facts.statements, null);
  assert.equal(typeof facts.ageYears, 'number');
});

test('no two runs of a header lie on each other', () => {
  for (const [vendor, { languages }] of Object.entries(VENDORS))
    for (const language of languages) {
      const { texts } = flatTruth(composePage({ seed: 5, vendor, language, chestGainMmPerMv: 5 }, ecg));
      const runs = texts.filter(({ text, role }) => role === 'text' && text !== '');
      for (const [i, { text, boxMm: a }] of runs.entries())
        for (const { text: other, boxMm: b } of runs.slice(i + 1)) {
          const beside = a[0] + a[2] < b[0] || b[0] + b[2] < a[0];
          const above = a[1] + a[3] < b[1] || b[1] + b[3] < a[1];
          assert.ok(beside || above, `${vendor} ${language}: "${text}" on "${other}"`);
        }
    }
});

test('the pulse of a row is a millivolt at the gain of its first lead', () => {
  const fields = { seed: 2, layout: '12x1', rhythmLeads: [], gainMmPerMv: 10, chestGainMmPerMv: 5, pxPerMm: 2 };
  const { pulses, lines } = renderPage(fields, synthesise({ seed: 2 })).truth;
  assert.deepEqual(
    pulses.map((pulse) => pulse.boxMm[3]),
    lines.map((line) => line.gainMmPerMv),
  );
  assert.equal(pulses[0]!.boxMm[3], 10);
  assert.equal(pulses[11]!.boxMm[3], 5);
});

test('columns stand apart on paper without a gap in time, or show the same seconds', () => {
  const startsOf = (fields: { readonly columnGapMm?: number; readonly columnsAtOnce?: boolean }) => {
    const page = composePage({ seed: 3, layout: '3x4', traceBoxMm: [5, 45, 290, 150], ...fields }, ecg);
    const { lines } = page.traces;
    return lines.slice(0, 4).map(({ startS, xMm, mv }) => ({ startS, fromMm: xMm[0] ?? 0, mv }));
  };
  const apart = startsOf({ columnGapMm: 4 });
  for (const [k, { startS, fromMm }] of apart.entries()) {
    assert.equal(startS, 2.5 * k);
    assert.ok(Math.abs(fromMm - (apart[0]?.fromMm ?? 0) - 66.5 * k) < 1e-9);
  }
  const atOnce = startsOf({ columnsAtOnce: true });
  assert.ok(
    atOnce.every(
      ({ startS, fromMm }, k) => startS === 0 && Math.abs(fromMm - (atOnce[0]?.fromMm ?? 0) - 62.5 * k) < 1e-9,
    ),
  );
  assert.notDeepEqual(atOnce[1]?.mv, startsOf({})[1]?.mv);
});
