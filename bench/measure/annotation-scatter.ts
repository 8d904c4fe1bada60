/**
 * How much LUDB's hand annotation itself varies from beat to beat: the standard deviation of every border about its
 * mean over the beats of one record, lead and QRS shape, and the correlation of that scatter between the leads of a
 * beat. A method that gives the beats of a shape one place cannot err by less; what the leads do not share is the hand's.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LEADS } from '../../functions/leads.ts';
import { measure } from '../../functions/measure/step.ts';
import { annotatedBeats } from './ludb-waves.ts';
import { readSignals } from './wfdb.ts';

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } });
const dir = join(values.data, 'ludb');
const BORDERS = ['p onset', 'p offset', 'qrs onset', 'qrs offset', 't onset', 't offset'] as const;

interface Place {
  readonly record: string;
  readonly beat: string;
  ms: number;
}
/** Places after the fiducial point by border, then by record, lead and shape. */
const places = new Map(BORDERS.map((border) => [border, new Map<string, Place[]>()]));

for (const record of readdirSync(dir)
  .filter((f) => f.endsWith('.hea'))
  .map((f) => f.slice(0, -4))) {
  const measured = measure(readSignals(dir, record));
  if (!measured.ok) throw new Error(`${record}: ${measured.problem.code}`);
  for (const lead of LEADS) {
    for (const truth of annotatedBeats(dir, record, lead)) {
      const at = measured.value.beats.findIndex((b) => Math.abs(b.rPeakS - truth.qrs.peakS) < 0.15);
      const beat = measured.value.beats[at];
      if (beat === undefined) continue;
      for (const border of BORDERS) {
        const [wave, edge] = border.split(' ') as ['p' | 'qrs' | 't', 'onset' | 'offset'];
        const timeS = truth[wave]?.[`${edge}S`];
        if (timeS == null) continue;
        const key = `${record} ${lead} ${beat.group}`;
        const shape = places.get(border)!;
        shape.set(key, [
          ...(shape.get(key) ?? []),
          { record, beat: `${record} ${at}`, ms: 1000 * (timeS - beat.rPeakS) },
        ]);
      }
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, value) => total + value, 0);
}

for (const [border, shapes] of places) {
  const deviations = [...shapes.values()].flatMap((own) => {
    const mean = sum(own.map(({ ms }) => ms)) / own.length;
    return own.map((place) => ({ ...place, ms: place.ms - mean }));
  });
  const squares = sum(deviations.map(({ ms }) => ms * ms));
  const byBeat = Map.groupBy(deviations, ({ beat }) => beat);
  let shared = 0;
  let own = 0;
  for (const leads of byBeat.values()) {
    if (leads.length < 2) continue;
    const square = sum(leads.map(({ ms }) => ms * ms));
    shared += (sum(leads.map(({ ms }) => ms)) ** 2 - square) / (leads.length - 1);
    own += square;
  }
  const byRecord = [...Map.groupBy(deviations, ({ record }) => record)].map(
    ([record, of]) => [record, sum(of.map(({ ms }) => ms * ms)) / squares] as const,
  );
  const [worst, share] = byRecord.sort(([, a], [, b]) => b - a)[0]!;
  console.log(
    JSON.stringify({
      border,
      n: deviations.length,
      scatterMs: +Math.sqrt(squares / deviations.length).toFixed(1),
      betweenLeads: +(shared / own).toFixed(2),
      mostOfOneRecord: { record: worst, share: +share.toFixed(2) },
    }),
  );
}
