import { parseArgs } from 'node:util';
import { SPEEDS, weighSpeeds } from '../../functions/digitize/calibration/speed.ts';
import { findBeats } from '../../functions/digitize/marks/beats.ts';
import type { RowOutline } from '../../functions/digitize/marks/row-outline.ts';
import type { Lead } from '../../functions/leads.ts';
import { seededRandom } from '../../synth/random.ts';
import { openRecordings } from '../../synth/recordings.ts';
import type { Ecg } from '../../synth/types.ts';

const USAGE = `usage: node bench/digitize/speeds.ts --recordings FILE [--count N]
How often the beats alone tell the paper's speed: every recording (raw little-endian int16 microvolts, as for synth/render.ts) as three rows of
four leads and a strip at each speed, four columns of 62.5 mm, 31.25 at 12.5 mm/s; with the time to the T wave and without.`;

const { values } = parseArgs({
  options: {
    recordings: { type: 'string' },
    count: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.recordings === undefined) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

const RATE_HZ = 500;
const PX_MM = 8;
const STROKE_PX = 2;
const MM_PER_MV = 10;
const ROWS: readonly (readonly Lead[])[] = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
  ['II', 'II', 'II', 'II'],
];

/** A row of columns that go on in time, as its outline. */
function outlineOf(row: readonly Lead[], { leads }: Ecg, speedMmPerS: number, columnMm: number): RowOutline {
  const widthPx = Math.floor(columnMm * row.length * PX_MM);
  const samplePerPx = RATE_HZ / (speedMmPerS * PX_MM);
  const perColumn = widthPx / row.length;
  const heightAt = (x: number): number => {
    const lead = row[Math.min(row.length - 1, Math.floor(x / perColumn))] as Lead;
    return -(leads[lead][Math.round(x * samplePerPx) % leads[lead].length] as number) * MM_PER_MV * PX_MM;
  };
  const outline = { top: new Float32Array(widthPx), bottom: new Float32Array(widthPx) };
  for (let x = 0; x < widthPx; x++) {
    const [a, b] = [heightAt(x), heightAt(Math.min(widthPx - 1, x + 1))];
    outline.top[x] = Math.min(a, b) - STROKE_PX / 2;
    outline.bottom[x] = Math.max(a, b) + STROKE_PX / 2;
  }
  return outline;
}

const recordings = await openRecordings(values.recordings);
const count = Math.min(recordings.count, Number(values.count ?? recordings.count));
const told = SPEEDS.map(() => ({ with: 0, without: 0 }));
for (let seed = 0; seed < count; seed++) {
  const ecg = await recordings.ecg(seed, seededRandom(seed));
  for (const [k, speed] of SPEEDS.entries()) {
    const columnMm = speed === 12.5 ? 31.25 : 62.5;
    const outlines = ROWS.map((row) => outlineOf(row, ecg, speed, columnMm));
    const beats = findBeats(outlines, 0, outlines[0]?.top.length ?? 0, PX_MM, PX_MM, STROKE_PX);
    const isTold = (found: typeof beats) => {
      const weights = weighSpeeds(found, null);
      return weights.indexOf(Math.max(...weights)) === k ? 1 : 0;
    };
    const counted = told[k] as (typeof told)[number];
    counted.with += isTold(beats);
    counted.without += isTold({ ...beats, tWaveMm: null });
  }
}
await recordings.close();
process.stdout.write(`${count} recordings; speed told by rate, width and T wave, and by rate and width alone:\n`);
for (const [k, speed] of SPEEDS.entries())
  process.stdout.write(`${speed} mm/s  ${told[k]?.with}  ${told[k]?.without}\n`);
