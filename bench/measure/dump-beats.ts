/**
 * Writes the beats of LUDB as the wave network sees them, with their hand annotation, for models/training/delineate.py:
 * beats.f32 rows of 2 × 320 (scaled lead, context) and beats.jsonl, one line a row.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { groupBeats } from '../../functions/measure/beat-groups.ts';
import { beatWindows, CENTRE, scaledBeat } from '../../functions/measure/beat-window.ts';
import { qrsEnergy } from '../../functions/measure/qrs-energy.ts';
import { median } from '../../functions/measure/quantile.ts';
import { rPeaks } from '../../functions/measure/r-peaks.ts';
import { WORKING_RATE_HZ, workingSignals } from '../../functions/measure/working-signals.ts';
import { type AnnotatedBeat, annotatedBeats } from './ludb-waves.ts';
import { readSignals } from './wfdb.ts';

const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, out: { type: 'string' } },
});
const dir = join(values.data, 'ludb');
mkdirSync(values.out!, { recursive: true });
const rows: Float32Array[] = [];
const lines: string[] = [];

const BORDERS = ['pOn', 'pOff', 'qrsOn', 'qrsOff', 'tOn', 'tOff'] as const;
type Row = Record<(typeof BORDERS)[number], number | null> & { p: boolean | null; t: boolean | null };

/** Borders of an annotated beat in samples of a window centred at `at`. */
function rowOf(beat: AnnotatedBeat, at: number): Row {
  const x = (s: number | null | undefined) => (s == null ? null : s * WORKING_RATE_HZ - at + CENTRE);
  return {
    pOn: x(beat.p?.onsetS),
    pOff: x(beat.p?.offsetS),
    qrsOn: x(beat.qrs.onsetS),
    qrsOff: x(beat.qrs.offsetS),
    tOn: x(beat.t?.onsetS),
    tOff: x(beat.t?.offsetS),
    p: beat.pKnown ? beat.p !== null : null,
    t: beat.tKnown ? beat.t !== null : null,
  };
}

function majority(rows: Row[]): Row {
  const vote = (key: 'p' | 't') => {
    const known = rows.map((r) => r[key]).filter((v) => v !== null);
    return known.length === 0 ? null : known.filter(Boolean).length * 2 > known.length;
  };
  const middle = (key: (typeof BORDERS)[number]) => {
    const m = median(rows.map((r) => r[key] ?? Number.NaN));
    return Number.isNaN(m) ? null : m;
  };
  return { ...Object.fromEntries(BORDERS.map((b) => [b, middle(b)])), p: vote('p'), t: vote('t') } as Row;
}

const subsets: Record<string, readonly Lead[]> = {
  all: LEADS,
  page: ['I', 'II', 'III'],
  chest: ['V1', 'V2', 'V3', 'II'],
};

for (const record of readdirSync(dir)
  .filter((f) => f.endsWith('.hea'))
  .map((f) => f.slice(0, -4))) {
  const working = workingSignals(readSignals(dir, record));
  const groups = groupBeats(working.leads, rPeaks(qrsEnergy(working)));
  const truth = new Map(LEADS.map((lead) => [lead, annotatedBeats(dir, record, lead)]));
  const annotated = (lead: Lead, at: number) =>
    truth.get(lead)!.find((b) => Math.abs(b.qrs.peakS * WORKING_RATE_HZ - at) < 25);
  const write = (beats: number[], leads: readonly Lead[], view: string) => {
    const windows = beatWindows(working.leads, beats);
    const chosen = new Map([...windows].filter(([lead]) => leads.includes(lead)));
    const scaled = scaledBeat(chosen);
    for (const [lead, x] of scaled.leads) {
      const labelled = beats.flatMap((at) => {
        const b = annotated(lead, at);
        return b ? [rowOf(b, at)] : [];
      });
      if (labelled.length === 0) continue;
      rows.push(x, scaled.context);
      lines.push(
        JSON.stringify({
          record: Number(record),
          lead: LEADS.indexOf(lead),
          view,
          beats: beats.length,
          ...majority(labelled),
        }),
      );
    }
  };
  for (let g = 0; g < groups.count; g++) {
    const members = groups.alignedAt.filter((_, i) => groups.groupOf[i] === g);
    for (const [view, leads] of Object.entries(subsets)) write(members, leads, `${view}-median`);
    for (const lead of LEADS) write(members, [lead], 'single-median');
  }
  groups.alignedAt.forEach((at, i) => {
    write([at], i % 3 === 0 ? LEADS : i % 3 === 1 ? subsets['page']! : subsets['chest']!, 'beat');
    write([at], [LEADS[(i * 5) % 12]!], 'single-beat');
  });
}
const flat = new Float32Array(rows.length * 320);
rows.forEach((row, k) => {
  flat.set(row, k * 320);
});
writeFileSync(join(values.out!, 'beats.f32'), new Uint8Array(flat.buffer));
writeFileSync(join(values.out!, 'beats.jsonl'), `${lines.join('\n')}\n`);
console.error(`${lines.length} rows`);
