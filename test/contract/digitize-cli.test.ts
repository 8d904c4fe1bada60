import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Command, CommanderError } from 'commander';
import { digitizeOptionsOf, withPageOptions } from '../../functions/cli/page-options.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { drawnContent, madeUpLeads } from '../digitize-vector/drawn-ecg.ts';
import { plainPdf } from '../digitize-vector/plain-pdf.ts';
import { jsonLines, runCli } from './run-cli.ts';

const dir = await mkdtemp(join(tmpdir(), 'ecgraph-cli-'));
after(() => rm(dir, { recursive: true }));

const ROWS = [['I', 'aVR', 'V1', 'V4'], ['II', 'aVL', 'V2', 'V5'], ['III', 'aVF', 'V3', 'V6'], ['II']];
const MM = 72 / 25.4;

async function reportFile(name: string): Promise<string> {
  const content = drawnContent(madeUpLeads(), { rows: ROWS });
  const path = join(dir, name);
  await writeFile(path, plainPdf({ widthPt: 297 * MM, heightPt: 210 * MM, content }));
  return path;
}

test('digitize --jsonl prints the contracted line and nothing else', async () => {
  const file = await reportFile('report.pdf');
  const run = await runCli(['digitize', '--jsonl', file]);
  assert.equal(run.status, 0);
  assert.equal(run.stderr, '');
  const [line, ...more] = jsonLines(run.stdout);
  assert.deepEqual(more, []);
  assert.ok(line);
  assert.deepEqual(Object.keys(line), [
    'file',
    'ok',
    'page',
    'layout',
    'sampleRateHz',
    'leads',
    'rhythm',
    'calibration',
    'quality',
    'timings',
  ]);
  assert.deepEqual(
    [line['file'], line['ok'], line['page'], line['layout'], line['sampleRateHz']],
    [file, true, 0, '3x4+1', 500],
  );
  const leads = line['leads'] as Record<Lead, { startS: number; mv: (number | null)[] }>;
  assert.deepEqual(Object.keys(leads), [...LEADS]);
  assert.equal(leads.V1.startS, 5);
  for (const value of leads.V1.mv) assert.ok(value === null || Math.abs(value * 1e4 - Math.round(value * 1e4)) < 1e-6);
  const timings = line['timings'] as Record<string, number>;
  assert.ok((timings['decodeMs'] ?? -1) >= 0 && (timings['totalMs'] ?? 0) >= (timings['decodeMs'] ?? 0));
});

test('without --jsonl a person reads what was found', async () => {
  const run = await runCli(['digitize', await reportFile('for-people.pdf')]);
  assert.match(run.stdout, /layout 3x4\+1, 12 of 12 leads, rhythm II/);
  assert.match(run.stdout, /25 mm\/s, 10 mm\/mV/);
});

test('wrong usage ends with status 2 and says why on standard error', async () => {
  for (const args of [
    ['digitize'],
    ['bogus'],
    ['digitize', '--jobs', '0', 'a.png'],
    ['infer', '--age', 'old', 'a.hea'],
  ]) {
    const run = await runCli(args);
    assert.equal(run.status, 2, args.join(' '));
    assert.equal(run.stdout, '');
    assert.match(run.stderr, /error/);
  }
});

test('what is stated on the command line is believed', async () => {
  const file = await reportFile('stated.pdf');
  const stated = await runCli(['digitize', '--jsonl', '--page', '0', '--gain', '20', '--speed', '25', file]);
  const [line] = jsonLines(stated.stdout);
  const { speedMmPerS, gainMmPerMv, source } = line!['calibration'] as Record<string, unknown>;
  assert.deepEqual([speedMmPerS, gainMmPerMv, source], [25, 20, 'stated']);
  const elsewhere = await runCli(['digitize', '--jsonl', '--page', '3', file]);
  assert.equal(elsewhere.status, 0);
  const { code } = jsonLines(elsewhere.stdout)[0]!['problem'] as Record<string, unknown>;
  assert.equal(code, 'PAGE_NOT_FOUND');
});

test('what cannot be stated is wrong usage and says what can', () => {
  const told = (...args: string[]) => {
    let said = '';
    const command = withPageOptions(
      new Command().exitOverride().configureOutput({ writeErr: (text) => (said += text) }),
    );
    assert.throws(() => command.parse(args, { from: 'user' }), CommanderError, args.join(' '));
    return said;
  };
  assert.match(told('--layout', '9x9'), /3x4\+1/);
  assert.match(told('--turn', '45'), /0, 90, 180 or 270/);
  assert.match(told('--gain', '0'), /1 to 80/);
  told('--page', 'first');
  told('--pitch', '8,8,8');
  const command = withPageOptions(new Command()).parse(['--pitch', '7.9,7.8', '--turn', '270'], { from: 'user' });
  assert.deepEqual(digitizeOptionsOf(command.opts()), { pitchPx: { x: 7.9, y: 7.8 }, quarterTurns: 3 });
});

test('a line of digitize is an input of infer', async () => {
  const { stdout } = await runCli(['digitize', '--jsonl', await reportFile('again.pdf')]);
  const path = join(dir, 'line.json');
  await writeFile(path, stdout);
  const run = await runCli(['infer', '--jsonl', '--age', '63', '--sex', 'F', path]);
  assert.equal(run.status, 0, run.stderr);
  const [line] = jsonLines(run.stdout);
  assert.equal(line?.['ok'], true, run.stdout.slice(0, 300));
});

test('analyze --out writes overlay, CSV, WFDB and PDF', async () => {
  const out = join(dir, 'out');
  const run = await runCli(['analyze', '--jsonl', '--out', out, await reportFile('whole.pdf')]);
  const [line] = jsonLines(run.stdout);
  assert.deepEqual(Object.keys(line ?? {}), ['file', 'ok', 'digitize', 'read', 'infer'], run.stdout.slice(0, 300));
  const start = async (name: string) => (await readFile(join(out, name))).subarray(0, 8).toString('latin1');
  assert.equal(await start('whole.overlay.png'), '\x89PNG\r\n\x1a\n');
  assert.match(await start('whole.pdf'), /^%PDF-/);
  assert.match(await start('whole.csv'), /^time_s,I/);
  assert.match(await start('whole.hea'), /^whole 12/);
});
