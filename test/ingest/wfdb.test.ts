import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingest } from '../../functions/ingest/step.ts';
import type { SignalRecording } from '../../functions/ingest/types.ts';

async function recording(header: string, files: Record<string, Uint8Array>): Promise<SignalRecording> {
  const open = async (name: string) =>
    files[name] ?? Promise.reject(Object.assign(new Error('missing'), { code: 'ENOENT' }));
  const ingested = await ingest(Buffer.from(header), undefined, open);
  assert.ok(ingested.ok && ingested.value.kind === 'signal', ingested.ok ? '' : ingested.problem.message);
  return ingested.value.recording;
}

function assertSamples(found: Float32Array | undefined, expected: readonly number[]): void {
  assert.deepEqual(
    Array.from(found ?? [], (value) => Math.round(value * 1e4) / 1e4),
    expected,
  );
}

const int16 = (...values: number[]) => new Uint8Array(Int16Array.from(values).buffer);

test('format 16: gain, baseline, units and names of each signal, start and patient of the record', async () => {
  const header = [
    'r 3 500 2 10:05:30 24/12/2021',
    'r.dat 16 1000/mV 16 0 0 0 0 I',
    'r.dat 16 200(100)/mV 16 0 0 0 0 MDC_ECG_LEAD_AVR',
    'r.dat 16 0.5/uV 16 10 0 0 0 V9',
    '#Age: 63',
    '#Sex: F',
  ].join('\n');
  const { leads, others, ...facts } = await recording(header, { 'r.dat': int16(1000, 300, 1010, -500, 100, -32768) });
  assertSamples(leads.I, [1, -0.5]);
  assertSamples(leads.aVR, [1, 0]);
  assertSamples(others['V9'], [2, Number.NaN]);
  assert.deepEqual(facts, { sampleRateHz: 500, ageYears: 63, sex: 'female', acquiredAt: '2021-12-24T10:05:30' });
});

test('format 212: two samples in three bytes, negative ones too', async () => {
  // 100 and −3: 0x064, 0xffd.
  const header = 'q 2 360 2\nq.dat 212 200 11 1024 0 0 0 MLII\nq.dat 212 200 11 0 0 0 0 V1\n# 69 M 1085 1629 x1\n';
  const bytes = Uint8Array.of(0x64, 0xf0, 0xfd, 0x00, 0xf4, 0xff);
  const found = await recording(header, { 'q.dat': bytes });
  assertSamples(
    found.others['MLII'],
    [(100 - 1024) / 200, (1024 - 1024) / 200].map((value) => Math.round(value * 1e4) / 1e4),
  );
  assertSamples(found.leads.V1, [-0.015, -0.005]);
  assert.deepEqual([found.ageYears, found.sex, found.sampleRateHz], [69, 'male', 360]);
});

test('formats 61 and 80, a default gain, two files, LUDB comments', async () => {
  const header = 'p 2 250\na.dat 61 0 16 0 0 0 0 II\nb.dat 80 100 8 0 0 0 0 V1\n#<age>: 300 <sex>: M\n';
  const found = await recording(header, { 'a.dat': Uint8Array.of(0x00, 0xc8), 'b.dat': Uint8Array.of(228) });
  assertSamples(found.leads.II, [1]);
  assertSamples(found.leads.V1, [1]);
  assert.deepEqual([found.ageYears, found.sex], [90, 'male']);
});

for (const [what, header, data] of [
  ['a data file that is missing', 'r 1 500 2\nother.dat 16 200\n', int16(1, 2)],
  ['a data file that is too short', 'r 1 500 9\nr.dat 16 200\n', int16(1, 2)],
  ['a format that nobody reads', 'r 1 500 2\nr.dat 999 200\n', int16(1, 2)],
  ['units that are no voltage', 'r 1 500 2\nr.dat 16 200/mmHg\n', int16(1, 2)],
  ['several segments', 'r/2 1 500 2\nr1 2\nr2 2\n', int16(1, 2)],
] as const) {
  test(`${what} is a problem, not an exception`, async () => {
    const open = async (name: string) =>
      name === 'r.dat' ? data : Promise.reject(Object.assign(new Error(''), { code: 'ENOENT' }));
    const ingested = await ingest(Buffer.from(header), undefined, open);
    assert.equal(ingested.ok ? '' : ingested.problem.code, 'SIGNAL_UNREADABLE');
  });
}

test('a header alone says that its data files are missing', async () => {
  const ingested = await ingest(Buffer.from('r 1 500 2\nr.dat 16 200\n'));
  assert.equal(ingested.ok ? '' : ingested.problem.code, 'SIGNAL_UNREADABLE');
});
