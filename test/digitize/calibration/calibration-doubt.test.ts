import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  confirmedCalibration,
  doubtedByCalibration,
} from '../../../functions/digitize/calibration/calibration-doubt.ts';
import type { Digitized } from '../../../functions/digitize/types.ts';

const QUALITY = { score: 0.9, leads: { I: 0.96, V1: 0.8 }, reasons: ['The paper is not flat.'] };

test('unsure speed or gain lowers the page and all leads, and is said', () => {
  const { score, leads, reasons } = doubtedByCalibration(QUALITY, 'grid', 1);
  assert.ok(score < 0.7 && (leads.I ?? 1) < 0.7 && (leads.V1 ?? 1) < 0.6);
  assert.equal(reasons.length, 2);
  assert.ok(doubtedByCalibration(QUALITY, 'grid', 7).score > 0.89);
});

test('a person or a drawing leaves no doubt', () => {
  assert.deepEqual(doubtedByCalibration(QUALITY, 'vector', 1), QUALITY);
  assert.deepEqual(doubtedByCalibration(QUALITY, 'stated', 0), QUALITY);
});

test('print that says the same takes the doubt away', () => {
  const doubted = {
    quality: doubtedByCalibration(QUALITY, 'grid', 1),
    calibration: { source: 'grid' },
    scaleMargin: 1,
  } as unknown as Digitized;
  const { score, leads, reasons } = confirmedCalibration(doubted).quality;
  assert.ok(Math.abs(score - QUALITY.score) < 1e-9 && Math.abs((leads.I ?? 0) - QUALITY.leads.I) < 1e-9);
  assert.deepEqual(reasons, QUALITY.reasons);
});
