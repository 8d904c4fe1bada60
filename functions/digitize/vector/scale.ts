import type { VectorDrawing } from '../../ingest/types.ts';
import { type DigitizeOptions, isScaleStated } from '../options.ts';
import type { VectorPitch } from './grid-pitch.ts';
import { paperSpeed } from './paper-speed.ts';
import { printedScale } from './printed-scale.ts';
import type { Pulse } from './pulse.ts';

/** What a millimetre is on the page and what it stands for. */
export interface VectorScale {
  readonly pitch: { readonly x: number; readonly y: number };
  readonly source: 'vector' | 'pulse' | 'dpi' | 'stated';
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
  readonly chestGainMmPerMv: number;
  readonly reasons: readonly string[];
}

const USUAL_GAIN = 10;
/** Heights of 1 mV that recorders draw, in mm. */
const PULSE_HEIGHTS_MM = [2.5, 5, 10, 20];
const PULSE_TOLERANCE = 0.05;
/** A page without a grid whose pulse has a usual height to this part is printed at its true size. */
const TRUE_SIZE_TOLERANCE = 0.01;

/**
 * The scale by what a person stated, the grid, the calibration pulses and the printed text, in this order; where they
 * disagree, a reason says so. `spanMm` is the width of the longest row at the grid's pitch.
 */
export function vectorScale(
  drawing: VectorDrawing,
  grid: VectorPitch,
  pulses: readonly Pulse[],
  spanMm: number,
  stated: DigitizeOptions,
): VectorScale {
  const printed = printedScale(drawing.texts);
  const heightMm = pulses.map((pulse) => pulse.heightMm).sort((a, b) => a - b)[pulses.length >> 1] ?? null;
  const gainMmPerMv = stated.gainMmPerMv ?? usualHeight(heightMm, PULSE_TOLERANCE) ?? printed.gainMmPerMv ?? USUAL_GAIN;
  const chestGainMmPerMv = stated.chestGainMmPerMv ?? stated.gainMmPerMv ?? printed.chestGainMmPerMv ?? gainMmPerMv;
  const found = pitchOf(grid, heightMm, gainMmPerMv, printed.gainMmPerMv);
  const { source, doubts } = found;
  const pitch = stated.pitchPx ?? found.pitch;
  const speed = paperSpeed(stated.speedMmPerS ?? printed.speedMmPerS, pulses, (spanMm * grid.x) / pitch.x);
  return {
    pitch,
    source: isScaleStated(stated) ? 'stated' : source,
    speedMmPerS: speed.mmPerS,
    gainMmPerMv,
    chestGainMmPerMv,
    reasons: [...(stated.gainMmPerMv === undefined ? doubts : []), ...speed.doubts],
  };
}

function usualHeight(heightMm: number | null, tolerance: number): number | undefined {
  return PULSE_HEIGHTS_MM.find((mm) => heightMm !== null && Math.abs(heightMm / mm - 1) < tolerance);
}

function pitchOf(
  grid: VectorPitch,
  heightMm: number | null,
  gain: number,
  printedGain: number | null,
): { pitch: { x: number; y: number }; source: VectorScale['source']; doubts: string[] } {
  const pitch = { x: grid.x, y: grid.y };
  const isUsual = usualHeight(heightMm, PULSE_TOLERANCE) !== undefined;
  if (grid.source === 'vector') {
    if (heightMm !== null && !isUsual) {
      return {
        pitch,
        source: 'vector',
        doubts: [`The calibration pulse is ${heightMm.toFixed(1)} mm high, which is no usual gain.`],
      };
    }
    if (heightMm === null && printedGain === null) {
      return {
        pitch,
        source: 'vector',
        doubts: ['The gain is neither printed nor drawn as a pulse; 10 mm/mV was taken.'],
      };
    }
    const disagree = heightMm !== null && printedGain !== null && printedGain !== gain;
    const doubts = disagree ? [`Printed gain ${printedGain} mm/mV, calibration pulse ${gain} mm.`] : [];
    return { pitch, source: 'vector', doubts };
  }
  if (heightMm === null) {
    return { pitch, source: 'dpi', doubts: ['The page draws neither grid nor pulse; its paper size gives the scale.'] };
  }
  const doubts = ['The page draws no grid; the calibration pulse gives the scale.'];
  if (usualHeight(heightMm, TRUE_SIZE_TOLERANCE) !== undefined) return { pitch, source: 'pulse', doubts };
  const stretch = heightMm / (printedGain ?? USUAL_GAIN);
  return { pitch: { x: grid.x * stretch, y: grid.y * stretch }, source: 'pulse', doubts };
}
