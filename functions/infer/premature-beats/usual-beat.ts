import type { Beat } from '../../measure/types.ts';
import type { FilteredLeads } from '../signal/network-window.ts';
import { type BeatRows, beatRows, CENTRE, RATE_HZ, WINDOW } from './beat-windows.ts';

/** Reference beats that make a template, and how far they may lie away. */
const MAX_BEATS = 31;
/** Mean square, in units of the QRS complex, below which leads are equally clean. */
const LEAST_SPREAD = 0.002;

/** Where the waves of the usual beat lie, in samples of the window. */
export interface WavePlaces {
  readonly p: readonly [from: number, to: number];
  readonly qrs: readonly [from: number, to: number];
  readonly t: readonly [from: number, to: number];
  /** Whether the usual beat has a P wave at all. */
  readonly hasP: boolean;
}

/** The patient's usual beat around some time: the median of the nearest reference beats. */
export interface UsualBeat {
  /** Middle of each row at 0, in units of its own QRS complex; NaN where no reference beat has samples. */
  readonly rows: BeatRows;
  /** What one unit is, mV per lead; NaN for a missing lead. */
  readonly scaleMv: Float32Array;
  /** Trust in each lead: the inverse of how much its own reference beats differ, 0 for a missing lead. */
  readonly trust: Float32Array;
  readonly places: WavePlaces;
}

function middle(values: number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Typical places, used where measure found no such wave, s from the fiducial point. */
const FALLBACK = { p: [-0.2, -0.07], qrs: [-0.05, 0.05], t: [0.12, 0.38] } as const;

function placesOf(beats: readonly Beat[]): WavePlaces {
  const place = (wave: 'p' | 'qrs' | 't'): [number, number] => {
    const from = middle(beats.map((beat) => (beat[`${wave}OnsetS`] ?? Number.NaN) - beat.rPeakS));
    const to = middle(beats.map((beat) => (beat[`${wave}OffsetS`] ?? Number.NaN) - beat.rPeakS));
    const [a, b] = Number.isNaN(from + to) ? FALLBACK[wave] : [from, to];
    const inside = (s: number) => Math.max(0, Math.min(WINDOW - 1, Math.round(CENTRE + s * RATE_HZ)));
    return [inside(a), inside(b)];
  };
  const hasP = beats.filter((beat) => beat.pOnsetS !== null).length > beats.length / 2;
  return { p: place('p'), qrs: place('qrs'), t: place('t'), hasP };
}

/** Largest deviation from the row's middle around the fiducial point. */
function qrsHeight(row: Float32Array, zero: number): number {
  let height = Number.NaN;
  for (let i = CENTRE - 10; i <= CENTRE + 10; i++) {
    const deviation = Math.abs((row[i] as number) - zero);
    if (!(deviation <= height)) height = deviation;
  }
  return height;
}

/** Mean square difference of a beat from the template, offset removed. */
function spread(beat: Float32Array, row: Float32Array): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let i = 0; i < WINDOW; i++) {
    const d = (beat[i] as number) - (row[i] as number);
    if (Number.isNaN(d)) continue;
    sum += d;
    squares += d * d;
    count++;
  }
  return squares / count - (sum / count) ** 2;
}

/** Builds the usual beat from up to 31 reference beats, those nearest in time to `aroundS` first. */
export function usualBeat(leads: FilteredLeads, references: readonly Beat[], aroundS: number): UsualBeat {
  const nearest = [...references]
    .sort((a, b) => Math.abs(a.rPeakS - aroundS) - Math.abs(b.rPeakS - aroundS))
    .slice(0, MAX_BEATS * 3);
  const scaleMv = new Float32Array(leads.length).fill(Number.NaN);
  const trust = new Float32Array(leads.length);
  const cut = nearest.map((beat) => beatRows(leads, beat.rPeakS));
  const rows = leads.map((_, lead) => {
    const held = cut.map((beat) => beat[lead] as Float32Array).filter((row) => !Number.isNaN(row[CENTRE]));
    const used = held.slice(0, MAX_BEATS);
    const row = new Float32Array(WINDOW);
    for (let i = 0; i < WINDOW; i++) row[i] = middle(used.map((beat) => beat[i] as number));
    const zero = middle([...row]);
    const height = qrsHeight(row, zero);
    if (!(height > 0.01)) return row.fill(Number.NaN);
    scaleMv[lead] = height;
    trust[lead] = 1 / (LEAST_SPREAD + middle(used.map((beat) => spread(beat, row))) / (height * height));
    return row.map((value) => (value - zero) / height);
  });
  return { rows, scaleMv, trust, places: placesOf(nearest.slice(0, MAX_BEATS)) };
}
