import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ingest } from '../../functions/ingest/step.ts';
import type { SignalRecording } from '../../functions/ingest/types.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { madeUpLeads } from '../digitize-vector/drawn-ecg.ts';
import { encodeDicom } from './encode-dicom.ts';
import { encodeSierraXml } from './encode-sierra.ts';

const TRUTH = madeUpLeads();

async function recording(bytes: Uint8Array): Promise<SignalRecording> {
  const ingested = await ingest(bytes);
  assert.ok(
    ingested.ok && ingested.value.kind === 'signal',
    ingested.ok ? ingested.value.kind : ingested.problem.message,
  );
  return ingested.value.recording;
}

async function problemOf(bytes: Uint8Array): Promise<string> {
  const ingested = await ingest(bytes);
  return ingested.ok ? 'none' : ingested.problem.code;
}

function assertSame({ leads }: SignalRecording, toleranceMv: number): void {
  for (const lead of LEADS) {
    const found = leads[lead];
    assert.equal(found?.length, TRUTH[lead].length, lead);
    const worst = Math.max(...(found ?? []).map((value, i) => Math.abs(value - (TRUTH[lead][i] as number))));
    assert.ok(worst <= toleranceMv, `${lead} is ${worst} mV off`);
  }
}

function aecg(samples: (lead: Lead) => ArrayLike<number>): string {
  const sequences = LEADS.map(
    (lead) =>
      `<component><sequence><code code="MDC_ECG_LEAD_${lead.toUpperCase()}"/><value xsi:type="SLIST_PQ"><origin value="0" unit="uV"/><scale value="2.5" unit="uV"/><digits>${Array.from(samples(lead), (mv) => Math.round(mv * 400)).join(' ')}</digits></value></sequence></component>`,
  );
  return `<?xml version="1.0"?><AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="x"><effectiveTime><low value="20211224100530.000"/></effectiveTime><componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject><subjectDemographicPerson><administrativeGenderCode code="F"/><birthTime value="19581225"/></subjectDemographicPerson></trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf><component><series><component><sequenceSet><component><sequence><code code="TIME_ABSOLUTE"/><value xsi:type="GLIST_TS"><increment value="0.002" unit="s"/></value></sequence></component>${sequences.join('')}</sequenceSet></component></series></component></AnnotatedECG>`;
}

test('HL7 aECG: leads in mV, rate, age at the recording, sex and start', async () => {
  const { ageYears, sex, acquiredAt, sampleRateHz, ...rest } = await recording(
    Buffer.from(aecg((lead) => TRUTH[lead])),
  );
  assert.deepEqual(
    { ageYears, sex, acquiredAt, sampleRateHz },
    { ageYears: 62, sex: 'female', acquiredAt: '2021-12-24T10:05:30', sampleRateHz: 500 },
  );
  assertSame({ ageYears, sex, acquiredAt, sampleRateHz, ...rest }, 0.0013);
});

test('Philips Sierra XML in UTF-16: XLI unpacked, limb leads restored, the appended pulse left out', async () => {
  const found = await recording(encodeSierraXml(TRUTH));
  assert.deepEqual([found.ageYears, found.sex, found.sampleRateHz], [63, 'male', 500]);
  assertSame(found, 0.0101);
});

for (const syntax of ['explicit', 'implicit'] as const) {
  test(`DICOM waveform, ${syntax} little endian: sensitivity and correction applied`, async () => {
    const found = await recording(encodeDicom(TRUTH, syntax));
    assert.deepEqual([found.ageYears, found.sex, found.acquiredAt], [63, 'female', '2021-12-24T10:05:30']);
    assertSame(found, 0.0013);
  });
}

test('signal files that are damaged, of another kind or hostile are problems', async () => {
  const dicom = encodeDicom(TRUTH, 'explicit');
  assert.equal(await problemOf(dicom.subarray(0, dicom.length - 1000)), 'SIGNAL_UNREADABLE');
  const sierra = Buffer.from(encodeSierraXml(TRUTH)).toString('utf16le').slice(1);
  assert.equal(await problemOf(Buffer.from(sierra.replace('1.04', '9.99'))), 'SIGNAL_UNREADABLE');
  assert.equal(await problemOf(Buffer.from(sierra.replace('XLI', 'ZIP'))), 'SIGNAL_UNREADABLE');
  const whole = aecg((lead) => TRUTH[lead].subarray(0, 10));
  assert.equal(await problemOf(Buffer.from(whole.slice(0, -40))), 'SIGNAL_UNREADABLE');
  const entities = whole.replace('?>', '?><!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>');
  assert.equal(await problemOf(Buffer.from(entities)), 'SIGNAL_UNREADABLE');
  const deep = `<AnnotatedECG>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</AnnotatedECG>`;
  assert.equal(await problemOf(Buffer.from(deep)), 'SIGNAL_UNREADABLE');
});
