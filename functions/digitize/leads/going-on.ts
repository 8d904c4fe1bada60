import { evenRows } from './even-rows.ts';
import type { BlockSignal } from './lead-cut.ts';

const SAMPLE_RATE_HZ = 500;
/** Whole rows last halves of a second where they nearly do. They lack so many samples at their ends, which no scale makes up for; */
const STEP_S = 0.5;
const MOST_LACKED = 6;
/** the scale along bent paper of 5-mm lines is off by as much as this. */
const MOST_OFF = 0.015;

/** One lead of rows that each go on where the one above them stopped, as a block that begins with the first of them. It is as good as the worst of its rows. */
export function goingOn(
  rows: readonly [BlockSignal, ...BlockSignal[]],
  pitchY: number,
  gainMmPerMv: number,
): BlockSignal {
  const [first, ...rest] = rows;
  const restsMm = rows.map(({ reading }) => reading.band.baselinePx / pitchY);
  const zerosMm = evenRows(restsMm);
  const signals = rows.map(({ mv }, k) => {
    const aboveMv = ((restsMm[k] as number) - (zerosMm[k] as number)) / gainMmPerMv;
    return mv.map((v) => v - aboveMv);
  });
  const renderings = rows.map(({ reading }) => reading.rendering);
  const rendering = {
    unexplained: Math.max(...renderings.map(({ unexplained }) => unexplained)),
    blank: Math.max(...renderings.map(({ blank }) => blank)),
  };
  return { ...first, mv: joinedRows(signals), reading: { ...first.reading, rendering }, rest };
}

/** The samples of rows of which each goes on where the one before it stopped; only the last may end early. */
export function joinedRows(rows: readonly Float32Array[]): Float32Array {
  const last = rows.length - 1;
  let scale = 1;
  const parts = rows.map((mv, k) => {
    if (k === last) {
      const shown = mv.subarray(0, mv.findLastIndex((v) => !Number.isNaN(v)) + 1);
      return stretched(shown, Math.round(scale * shown.length));
    }
    const samples = recordedSamples(mv.length);
    if (Math.abs(samples - mv.length) <= MOST_LACKED) return filledUp(mv, samples);
    scale = samples / mv.length;
    return stretched(mv, samples);
  });
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** In how many samples a whole row was recorded. */
function recordedSamples(samples: number): number {
  const step = STEP_S * SAMPLE_RATE_HZ;
  const whole = step * Math.round(samples / step);
  return Math.abs(whole - samples) < MOST_OFF * samples ? whole : samples;
}

function filledUp(mv: Float32Array, samples: number): Float32Array {
  const filled = new Float32Array(samples).fill(Number.NaN);
  filled.set(mv.subarray(0, samples));
  return filled;
}

/** The same samples over another time, linear between them. */
function stretched(mv: Float32Array, samples: number): Float32Array {
  if (samples === mv.length) return mv;
  const step = (mv.length - 1) / (samples - 1);
  return Float32Array.from({ length: samples }, (_, i) => {
    const at = Math.min(mv.length - 2, Math.floor(i * step));
    return (mv[at] as number) + (i * step - at) * ((mv[at + 1] as number) - (mv[at] as number));
  });
}
