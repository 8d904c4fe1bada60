import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconciledLeads, type Tracing } from '../../../functions/digitize/leads/reconciled-leads.ts';
import type { Lead } from '../../../functions/leads.ts';
import { seededRandom } from '../../../synth/random.ts';
import { syntheticLeads } from '../drawn-page.ts';

const truth = syntheticLeads();
const random = seededRandom(5);
const SAMPLES = 1250;

/** A lead with what tracing strays by: noise of so many mV. */
function traced(lead: Lead, noiseMv = 0.02, factor = 1): Tracing {
  const mv = truth[lead].slice(0, SAMPLES).map((v) => factor * v + noiseMv * random.normal());
  return { lead, column: 0, startS: 0, mv, quality: 0.9 };
}

function rmsError(lead: Lead, mv: Float32Array): number {
  const errors = mv.map((v, i) => v - (truth[lead][i] as number));
  const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
  return Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / errors.length);
}

const LIMBS: readonly Lead[] = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF'];

test('what each limb lead strays by alone is averaged out', () => {
  const leads = LIMBS.map((lead) => traced(lead));
  const agreed = reconciledLeads(leads, []);
  for (const [i, lead] of LIMBS.entries()) {
    const before = rmsError(lead, (leads[i] as Tracing).mv);
    const after = rmsError(lead, agreed[i] as Float32Array);
    assert.ok(after < 0.8 * before, `${lead}: ${before} mV before, ${after} after`);
  }
});

for (const noiseMv of [0.003, 0.02]) {
  test(`where one lead strays far the others mend it and are not spoilt (noise ${noiseMv} mV)`, () => {
    const leads = LIMBS.map((lead) => traced(lead, noiseMv));
    const aVF = leads[5] as Tracing;
    for (let i = 300; i < 306; i++) aVF.mv[i] = (aVF.mv[i] as number) + 0.3;
    const agreed = reconciledLeads(leads, []);
    const astray = (mv: Float32Array, lead: Lead) =>
      Math.abs(mv.slice(300, 306).reduce((sum, v, i) => sum + v - (truth[lead][300 + i] as number), 0) / 6);
    assert.ok(astray(agreed[5] as Float32Array, 'aVF') < 0.1);
    assert.ok(astray(agreed[0] as Float32Array, 'I') < 0.05);
  });
}

test('a strip tells which of three leads strays', () => {
  const leads = (['I', 'II', 'III'] as const).map((lead) => traced(lead, 0.003));
  const two = leads[1] as Tracing;
  for (let i = 300; i < 310; i++) two.mv[i] = (two.mv[i] as number) - 1;
  assert.equal(reconciledLeads(leads, [])[1], two.mv, 'three leads alone do not say which');
  const [one, mended] = reconciledLeads(leads, [traced('II', 0.003)]);
  assert.ok(rmsError('II', mended as Float32Array) < 0.02);
  assert.ok(rmsError('I', one as Float32Array) < 0.02);
});

test('leads that were scaled one by one owe one another nothing and stay as they are', () => {
  const leads = LIMBS.map((lead, i) => traced(lead, 0.005, 1 + 0.12 * i));
  const agreed = reconciledLeads(leads, []);
  for (const [i, lead] of leads.entries()) assert.equal(agreed[i], lead.mv);
});

test('leads under wrong names stay as they are', () => {
  const [one, two, three] = ['III', 'I', 'II'] as const;
  const leads = [
    { ...traced(one), lead: 'I' as const },
    { ...traced(two), lead: 'II' as const },
    { ...traced(three), lead: 'III' as const },
  ];
  const agreed = reconciledLeads(leads, []);
  for (const [i, lead] of leads.entries()) assert.equal(agreed[i], lead.mv);
});

test('a rhythm strip bears its lead out, one of another gain or out of step does not', () => {
  const lead = traced('V1');
  const strip = (factor: number, shift: number) => {
    const mv = truth.V1.slice(shift, SAMPLES + shift).map((v) => factor * v + 0.02 * random.normal());
    return { ...traced('V1'), mv };
  };
  const before = rmsError('V1', lead.mv);
  const [agreed] = reconciledLeads([lead], [strip(1, 0)]);
  assert.ok(rmsError('V1', agreed as Float32Array) < 0.8 * before);
  assert.equal(reconciledLeads([lead], [strip(0.6, 0)])[0], lead.mv);
  assert.equal(reconciledLeads([lead], [strip(1, 40)])[0], lead.mv);
});

const known = (mv: Float32Array | undefined) => mv?.reduce((sum, v) => sum + (Number.isNaN(v) ? 0 : 1), 0);

test('samples that a lead misses are what the others say, and leads that begin later keep their clock', () => {
  const leads = LIMBS.map((lead) => traced(lead));
  const [one, two] = leads as [Tracing, Tracing];
  one.mv.fill(Number.NaN, 0, 120);
  const later = { ...two, startS: 0.02, mv: two.mv.slice(10) };
  const agreed = reconciledLeads([one, later, ...leads.slice(2)], []);
  assert.equal(known(agreed[0]), SAMPLES);
  assert.ok(rmsError('I', agreed[0] as Float32Array) < 0.02);
  assert.equal(agreed[1]?.length, SAMPLES - 10);
  const own = truth.II.slice(10, SAMPLES);
  const mean = own.reduce((sum, v, i) => sum + ((agreed[1]?.[i] as number) - v), 0) / own.length;
  assert.ok(own.every((v, i) => Math.abs((agreed[1]?.[i] as number) - v - mean) < 0.08));
});

test('two of three limb leads tell the third, and a rhythm strip its lead', () => {
  const leads = (['I', 'II', 'III'] as const).map((lead) => traced(lead));
  leads[2]?.mv.fill(Number.NaN, 300, 400);
  assert.ok(rmsError('III', reconciledLeads(leads, [])[2] as Float32Array) < 0.03);
  const chest = traced('V1');
  chest.mv.fill(Number.NaN, 0, 80);
  assert.ok(rmsError('V1', reconciledLeads([chest], [traced('V1')])[0] as Float32Array) < 0.02);
});

test('the end of one line does not tell what is missing of another', () => {
  const leads = (['I', 'II', 'III'] as const).map((lead) => traced(lead));
  leads[1]?.mv.fill(Number.NaN, 0, 30);
  leads[2]?.mv.fill(Number.NaN, 0, 60);
  const told = reconciledLeads(leads, [])[2] as Float32Array;
  assert.equal(
    told.findIndex((mv) => !Number.isNaN(mv)),
    36,
  );
});

test('what too few others tell stays missing, and so does most of a lead', () => {
  const leads = (['I', 'II', 'III'] as const).map((lead) => traced(lead));
  for (const { mv } of leads.slice(1)) mv.fill(Number.NaN, 0, 50);
  // A strip of the only lead that is known there tells no other.
  const agreed = reconciledLeads(leads, [traced('I')]);
  assert.deepEqual(agreed.map(known), [SAMPLES, SAMPLES - 50, SAMPLES - 50]);
  const rest = LIMBS.map((lead) => traced(lead));
  rest[0]?.mv.fill(Number.NaN, 0, 0.7 * SAMPLES);
  assert.equal(known(reconciledLeads(rest, [])[0]), 0.3 * SAMPLES);
});
