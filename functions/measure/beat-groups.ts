import type { Lead } from '../leads.ts';
import { WORKING_RATE_HZ } from './working-signals.ts';

const HALF_QRS = Math.round(0.09 * WORKING_RATE_HZ);
const WIDTH = 2 * HALF_QRS + 1;
const MAX_LAG = 5;
/** Beats of at least this correlation over all shared leads are of one shape. */
const SAME_SHAPE = 0.88;
/** A template follows slow change: it weighs its last beats like a mean of this many. */
const MEMORY_BEATS = 24;
const MAX_GROUPS = 40;

/** Beats sorted by the shape of their QRS complex. */
export interface BeatGroups {
  /** Group of every beat; groups are numbered by size, 0 is the dominant one. */
  readonly groupOf: readonly number[];
  /** Fiducial points moved so that beats of one group lie on each other (250 Hz, fractional). */
  readonly alignedAt: readonly number[];
  readonly count: number;
}

interface Template {
  readonly means: Map<Lead, Float64Array>;
  readonly energies: Map<Lead, number>;
  beats: number;
}

/** The QRS window of a lead around `at`, mean removed; null where samples are missing. */
function qrsWindow(samples: Float32Array, at: number): Float64Array | null {
  const from = Math.round(at) - HALF_QRS;
  if (from < 0 || from + WIDTH > samples.length) return null;
  const window = new Float64Array(WIDTH);
  let mean = 0;
  for (let i = 0; i < WIDTH; i++) mean += (samples[from + i] as number) / WIDTH;
  if (Number.isNaN(mean)) return null;
  for (let i = 0; i < WIDTH; i++) window[i] = (samples[from + i] as number) - mean;
  return window;
}

/** The windows of one beat at every lag, mean removed, and their energy; null where a lead has no samples. */
type LaggedWindows = ReadonlyMap<Lead, readonly ({ readonly x: Float64Array; readonly energy: number } | null)[]>;

function laggedWindows(leads: ReadonlyMap<Lead, Float32Array>, at: number): LaggedWindows {
  const centre = Math.round(at);
  return new Map(
    [...leads].map(([lead, samples]) => [
      lead,
      Array.from({ length: 2 * MAX_LAG + 1 }, (_, k) => {
        const x = qrsWindow(samples, centre + k - MAX_LAG);
        return x === null ? null : { x, energy: product(x, x) };
      }),
    ]),
  );
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Correlation of a beat at one lag with a template over the leads that both have; NaN when they share none. */
function similarity(windows: LaggedWindows, lag: number, template: Template): number {
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [lead, mean] of template.means) {
    const window = windows.get(lead)?.[lag] ?? null;
    if (window === null) continue;
    xy += product(window.x, mean);
    xx += window.energy;
    yy += template.energies.get(lead) as number;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
}

/** The best correlation within ±20 ms and where it is, refined between samples. */
function bestFit(windows: LaggedWindows, at: number, template: Template): { r: number; at: number } {
  const curve = Array.from({ length: 2 * MAX_LAG + 1 }, (_, lag) => similarity(windows, lag, template));
  let best = MAX_LAG;
  for (let k = 0; k < curve.length; k++) if ((curve[k] as number) > (curve[best] as number)) best = k;
  const left = curve[best - 1] ?? Number.NaN;
  const right = curve[best + 1] ?? Number.NaN;
  const curvature = left - 2 * (curve[best] as number) + right;
  const shift = curvature < 0 ? (left - right) / (2 * curvature) : 0;
  return { r: curve[best] as number, at: Math.round(at) + best - MAX_LAG + shift };
}

function learn(leads: ReadonlyMap<Lead, Float32Array>, at: number, template: Template): void {
  const share = 1 / Math.min(template.beats + 1, MEMORY_BEATS);
  for (const [lead, samples] of leads) {
    const window = qrsWindow(samples, at);
    if (window === null) continue;
    const mean = template.means.get(lead) ?? window;
    for (let i = 0; i < WIDTH; i++)
      mean[i] = (mean[i] as number) + share * ((window[i] as number) - (mean[i] as number));
    template.means.set(lead, mean);
    template.energies.set(lead, product(mean, mean));
  }
  template.beats++;
}

/**
 * Groups beats by the correlation of their QRS complexes over all leads they share (≥ 0.88), in one pass. A beat
 * that shares no lead with any group (3×4 page without a strip) joins the largest group so far.
 */
export function groupBeats(leads: ReadonlyMap<Lead, Float32Array>, fiducials: readonly number[]): BeatGroups {
  const templates: Template[] = [];
  const rawGroup: number[] = [];
  const alignedAt: number[] = [];
  for (const fiducial of fiducials) {
    const windows = laggedWindows(leads, fiducial);
    const fits = templates.map((template) => bestFit(windows, fiducial, template));
    let chosen = -1;
    fits.forEach((fit, k) => {
      if (fit.r > (chosen < 0 ? SAME_SHAPE : (fits[chosen] as { r: number }).r)) chosen = k;
    });
    if (chosen < 0 && (templates.length >= MAX_GROUPS || (fits.length > 0 && fits.every((f) => Number.isNaN(f.r))))) {
      chosen = largest(templates);
    }
    const fit = fits[chosen];
    const at = fit !== undefined && fit.r > SAME_SHAPE ? fit.at : fiducial;
    if (chosen < 0) {
      chosen = templates.length;
      templates.push({ means: new Map(), energies: new Map(), beats: 0 });
    }
    learn(leads, at, templates[chosen] as Template);
    rawGroup.push(chosen);
    alignedAt.push(at);
  }
  const bySize = templates.map((_, k) => k).sort((a, b) => sizeOf(templates, b) - sizeOf(templates, a));
  const rank = new Map(bySize.map((k, position) => [k, position]));
  return { groupOf: rawGroup.map((k) => rank.get(k) as number), alignedAt, count: templates.length };
}

function sizeOf(templates: readonly Template[], k: number): number {
  return (templates[k] as Template).beats;
}

function largest(templates: readonly Template[]): number {
  let best = 0;
  for (let k = 1; k < templates.length; k++) if (sizeOf(templates, k) > sizeOf(templates, best)) best = k;
  return best;
}
