import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BenchPage } from '../../bench/digitize/bench-page.ts';
import { report } from '../../bench/digitize/conditions.ts';
import { columnSkews, figuresOf } from '../../bench/digitize/figures.ts';
import { leadCsv } from '../../bench/digitize/lead-rows.ts';
import type { LeadScore } from '../../bench/digitize/metrics.ts';
import { reliability } from '../../bench/digitize/reliability.ts';
import type { LeadRow, PageScore } from '../../bench/digitize/score-page.ts';
import { readable } from '../../bench/digitize/table.ts';

const LEAD: LeadScore = {
  snrDb: 20,
  signalPower: 1,
  errorPower: 0.01,
  r: 0.99,
  gainError: 0.02,
  rmseUv: 10,
  lagMs: 0,
  missingShare: 0,
};

function row(fields: Partial<LeadRow> = {}): LeadRow {
  return { lead: 'I', quality: 0.9, startS: 0, score: LEAD, time: null, rightlyNamed: true, ...fields };
}

function page(leads: readonly LeadRow[], fields: Partial<PageScore> = {}, known: Partial<BenchPage> = {}): PageScore {
  return {
    page: {
      name: 'a.png',
      suite: 'ludb',
      condition: 'ludb',
      truth: new Map(),
      layout: '3x4',
      open: () => Promise.reject(new Error('never opened')),
      ...known,
    },
    problem: null,
    layout: '3x4',
    quality: 0.9,
    ms: 100,
    leads,
    printed: leads.length,
    found: leads.length,
    einthoven: Number.NaN,
    traces: [],
    ...fields,
  };
}

const near = (got: number | undefined, expected: number) =>
  assert.ok(Math.abs((got ?? Number.NaN) - expected) < 1e-9, `${got}, expected ${expected}`);

test('the mean of leads and the pooled form are the two SNRs that challenges use', () => {
  const worse = row({ score: { ...LEAD, snrDb: 10, errorPower: 0.1 } });
  const figures = figuresOf([page([row(), worse]), page([row(), row()])]);
  near(figures['mean_db'], 17.5);
  // The pages' ratios of sums are 2 / 0.11 and 2 / 0.02; their mean is taken before the logarithm.
  near(figures['pooled_db'], 10 * Math.log10((2 / 0.11 + 2 / 0.02) / 2));
});

test('missing leads are out of twelve, unread ones out of what is printed; abstentions count in neither', () => {
  const refused = page([], { problem: 'GRID_NOT_FOUND', printed: 12, ms: 5 });
  const figures = figuresOf([page([row(), row({ score: null })], { printed: 6 }), refused]);
  assert.equal(figures['missing_leads'], 11);
  assert.equal(figures['unread_leads'], 5);
  assert.equal(figures['abstained'], 1);
  assert.equal(figures['p50_ms'], 100);
  assert.equal(figures['layout_right'], 1);
});

test('a sure answer is silent when its mean r is below 0.9, and silent or wrong also with one wrong name', () => {
  const bad = row({ score: { ...LEAD, r: 0.8 } });
  const swapped = row({ rightlyNamed: false });
  const pages = [page([bad]), page([bad], { quality: 0.7 }), page([row(), swapped]), page([row()])];
  const figures = figuresOf(pages);
  assert.equal(figures['silent'], 1);
  assert.equal(figures['silent_or_wrong'], 2);
  near(figures['names_right'], 4 / 5);
});

test('pages without truth are judged by their leads and by Einthoven', () => {
  const unknown = (einthoven: number) => {
    const scored = page([], { einthoven, found: 12, printed: 0 });
    const { truth: _, layout: __, ...bare } = scored.page;
    return { ...scored, page: bare };
  };
  const figures = figuresOf([unknown(0.1), unknown(0.2), unknown(Number.NaN)]);
  assert.equal(figures['leads_found'], 12);
  near(figures['einthoven_p50'], 0.15);
  near(figures['einthoven_under_15'], 0.5);
  assert.ok(Number.isNaN(figures['mean_db']));
  assert.equal(figures['missing_leads'], 0);
  assert.ok(Number.isNaN(figures['layout_right']));
});

test('skew is the spread of lags within a column', () => {
  const at = (startS: number, lagMs: number) => row({ startS, time: { scalePpm: 0, lagMs } });
  const skews = columnSkews([at(2.5, 7), at(0, 1), at(0.01, -2), at(2.52, 8.5), at(5, 3), row({ startS: 5 })]);
  assert.deepEqual(skews, [3, 1.5]);
});

test('held-out families stand apart with their difference to the others', () => {
  const of = (condition: string, snrDb: number) =>
    page([row({ score: { ...LEAD, snrDb } })], {}, { suite: 'drawn:x', condition });
  const { suites, conditions, heldOut } = report([of('scan', 22), of('photo', 18), of('unseen-vendor-scan', 15)]);
  near(suites['drawn:x']?.['mean_db'], 55 / 3);
  near(conditions['photo']?.['mean_db'], 18);
  near(heldOut?.seen['mean_db'], 20);
  near(heldOut?.difference['mean_db'], -5);
  assert.equal(report([of('scan', 22)]).heldOut, null);
});

test('the readable report has a row a suite and a row a condition that says more, held-out ones marked', () => {
  const of = (suite: string, condition: string) => page([row()], {}, { suite, condition });
  const pages = [of('drawn:x', 'scan'), of('drawn:x', 'unseen-vendor-scan'), of('ludb', 'ludb'), of('ludb', 'ludb')];
  const text = readable(report(pages), { page: reliability(pages, 'page'), lead: reliability(pages, 'lead') });
  const [head, ...rows] = text.split('\n\n')[0]!.split('\n');
  assert.match(head!, /pages +abstained +leads +missing_leads/);
  const names = rows.map((line) => line.split(/ {2,}/)[0]);
  assert.deepEqual(names, ['drawn:x', 'ludb', 'scan', 'unseen-vendor-scan*', 'seen', 'held out*', 'held out − seen']);
  assert.match(text, /quality\.leads: expected calibration error 0\.100\n/);
});

test('the table of leads has a line a lead, empty where the truth shows none', () => {
  const csv = leadCsv([page([row({ lead: 'V1' }), row({ lead: 'V2', score: null, rightlyNamed: false })])]);
  assert.deepEqual(csv.trimEnd().split('\n'), [
    'file,family,lead,q,db,r,gain,lag,page_q,missing_share,scale_ppm,right_name',
    'a.png,ludb,V1,0.9000,20.000,0.99000,0.02000,0,0.9000,0.0000,,1',
    'a.png,ludb,V2,0.9000,,,,,0.9000,,,0',
  ]);
});
