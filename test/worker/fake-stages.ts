import type { Digitized } from '../../functions/digitize/types.ts';
import type { Inferred } from '../../functions/infer/types.ts';
import type { DecodedPage, Ingested } from '../../functions/ingest/types.ts';
import { LEADS, perLead } from '../../functions/leads.ts';
import type { GlobalMeasurements, Measured } from '../../functions/measure/types.ts';
import type { Stages } from '../../functions/pipeline.ts';
import { ok, type Result } from '../../functions/problems.ts';
import {
  FIELD_NAMES,
  type Field,
  type FieldName,
  type PageReading,
  type PrintedFacts,
  type PrintedIdentity,
} from '../../functions/read/types.ts';

const SAMPLES = 1250;

/** Each lead a sine of its own height, one sample missing. */
function sine(index: number): Float32Array {
  const mv = Float32Array.from({ length: SAMPLES }, (_, i) => Math.sin(i / 20) * (0.1 + index / 10));
  mv[7] = Number.NaN;
  return mv;
}

export const PAGES: Ingested = {
  kind: 'pages',
  mediaType: 'image/png',
  pages: [{ index: 0, widthPx: 1100, heightPx: 850, dpi: 100 }],
};

export const RECORDING: Ingested = {
  kind: 'signal',
  mediaType: 'application/x-wfdb',
  recording: {
    sampleRateHz: 500,
    leads: { I: sine(0), II: sine(1) },
    others: {},
    ageYears: 50,
    sex: 'male',
    acquiredAt: null,
  },
};

export const PAGE: DecodedPage = {
  raster: { index: 0, widthPx: 2, heightPx: 1, dpi: null, rgb: new Uint8Array(6) },
  drawing: null,
};

export function digitized(change: Partial<Digitized> = {}): Digitized {
  const leads = perLead((_lead, i) => ({ startS: Math.floor(i / 3) * 2.5, mv: sine(i) }));
  return {
    page: 0,
    layout: '3x4+1',
    sampleRateHz: 500,
    leads,
    rhythm: [{ lead: 'II', startS: 0, mv: new Float32Array(5000).fill(0.25) }],
    calibration: { speedMmPerS: 25, gainMmPerMv: 10, pitchPx: { x: 7.9, y: 7.9 }, source: 'grid' },
    scaleMargin: null,
    quality: { score: 0.93, leads: { I: 0.98 }, reasons: [] },
    geometry: { mmToPx: [1, 0, 0, 0, 1, 0, 0, 0, 1], quarterTurns: 0, pitchPx: { x: 7.9, y: 7.9 }, angleDeg: 0 },
    traces: [{ lead: 'I', rhythm: false, xPx: new Float32Array([1, 2]), yPx: new Float32Array([5, Number.NaN]) }],
    timings: { decodeMs: 1, pageMs: 2, totalMs: 3 },
    ...change,
  };
}

export function printed(values: Partial<Record<FieldName, Field>> = {}): PrintedFacts {
  const given: Partial<Record<FieldName, Field>> = {
    ageYears: { value: 63, confidence: 0.97, text: '63 yr', box: [10, 20, 30, 8] },
    sex: { value: 'female', confidence: 0.9, text: 'F' },
    heartRateBpm: { value: 71, confidence: 0.95, text: '71' },
    acquiredAt: { value: '2024-03-01T10:20:30', confidence: 0.9 },
    statements: { value: ['Normal sinus rhythm'], confidence: 0.9 },
    ...values,
  };
  const fields = Object.fromEntries(
    FIELD_NAMES.map((name) => [name, given[name] ?? { value: null, reason: 'absent' }]),
  ) as Record<FieldName, Field>;
  return { fields, timings: { totalMs: 4 } };
}

/** What the stage *read* answers. */
export function reading(facts = printed(), identity: readonly PrintedIdentity[] = []): Result<PageReading> {
  return ok({ facts, identity });
}

export const GLOBAL: GlobalMeasurements = {
  heartRateBpm: 72,
  rrMs: 833,
  pMs: 100,
  prMs: 160,
  qrsMs: 92,
  qtMs: 400,
  qtcMs: 438,
  qtcFridericiaMs: 425,
  qtcFraminghamMs: 426,
  qtcHodgesMs: 421,
  pAxisDeg: 50,
  qrsAxisDeg: 34,
  tAxisDeg: 40,
};

export function measured(global: Partial<GlobalMeasurements> = {}): Measured {
  const flat = { pMv: 0.1, qMv: 0, rMv: 1, sMv: -0.2, tMv: 0.3, stJMv: 0.02, stJ60Mv: 0.02, stJ80Mv: 0.02 };
  return {
    beats: [],
    leadBeats: {},
    global: { ...GLOBAL, ...global },
    leads: Object.fromEntries(LEADS.map((lead) => [lead, flat])),
    medianBeats: null,
    rhythm: null,
    pacing: { spikesS: [], paced: false },
    timings: { totalMs: 5 },
  };
}

export function inferred(positive: readonly string[] = ['AFIB']): Inferred {
  const names: Record<string, string> = { AFIB: 'Atrial fibrillation', NORM: 'Normal ECG', IMI: 'Inferior infarction' };
  return {
    detection: { score: 0.91, abnormal: true, threshold: 0.5 },
    localization: {
      sampleRateHz: 100,
      leads: perLead(() => new Float32Array([0, 0.5, Number.NaN])),
      spans: [{ lead: 'V2', fromS: 1, toS: 1.4, peak: 0.8 }],
    },
    diagnoses: Object.entries(names)
      .map(([code, name]) => {
        const isPositive = positive.includes(code);
        return { code, system: 'scp' as const, name, probability: isPositive ? 0.9 : 0.1, positive: isPositive };
      })
      .toSorted((a, b) => b.probability - a.probability),
    beats: [{ timeS: 0.41, class: 'S', apcProbability: 0.8, attention: { P: 1.6, QRS: 1, T: 0.4 } }],
    measurements: GLOBAL,
    outsideIntendedUse: [],
    models: { statements: '1.0.0', restore: '1.0.0', apc: '0.1.0' },
    timings: { totalMs: 6 },
  };
}

/** Stages that answer at once and always the same; a test replaces what it is about. */
export function fakeStages(change: Partial<Stages> = {}): Stages {
  return {
    ingest: async () => ok(PAGES),
    digitize: async () => ok({ page: PAGE, digitized: ok(digitized()) }),
    decode: async () => ok(PAGE),
    read: async () => reading(),
    measure: async () => ok(measured()),
    infer: async () => ok(inferred()),
    ...change,
  };
}
