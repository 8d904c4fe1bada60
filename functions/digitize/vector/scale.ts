import type { VectorDrawing } from '../../ingest/types.ts';
import type { DigitizeOptions } from '../options.ts';
import type { VectorPitch } from './grid-pitch.ts';
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

const USUAL_SPEED = 25;
const USUAL_GAIN = 10;
/** Heights of 1 mV that recorders draw, in mm. */
const PULSE_HEIGHTS_MM = [2.5, 5, 10, 20];
const PULSE_TOLERANCE = 0.05;

/**
 * The scale by what a person stated, the grid, the calibration pulses and the printed text, in this order; where they
 * disagree, a reason says so.
 */
export function vectorScale(
  drawing: VectorDrawing,
  grid: VectorPitch,
  pulses: readonly Pulse[],
  stated: DigitizeOptions,
): VectorScale {
  const printed = printedScale(drawing.texts);
  const heightMm = pulses.map((pulse) => pulse.heightMm).sort((a, b) => a - b)[pulses.length >> 1] ?? null;
  const speedMmPerS = stated.speedMmPerS ?? printed.speedMmPerS ?? USUAL_SPEED;
  if (grid.source === 'dpi' && heightMm !== null) {
    // No grid: the pulse is the only ruler on the page.
    const gainMmPerMv = stated.gainMmPerMv ?? printed.gainMmPerMv ?? USUAL_GAIN;
    const pitch = { x: (grid.x * heightMm) / gainMmPerMv, y: (grid.y * heightMm) / gainMmPerMv };
    const reasons = ['The page draws no grid; the calibration pulse gives the scale.'];
    return { pitch, source: 'pulse', speedMmPerS, gainMmPerMv, chestGainMmPerMv: chest(gainMmPerMv), reasons };
  }
  const byPulse = PULSE_HEIGHTS_MM.find((mm) => heightMm !== null && Math.abs(heightMm / mm - 1) < PULSE_TOLERANCE);
  const gainMmPerMv = stated.gainMmPerMv ?? byPulse ?? printed.gainMmPerMv ?? USUAL_GAIN;
  const isStated = stated.gainMmPerMv !== undefined || stated.speedMmPerS !== undefined;
  return {
    pitch: { x: grid.x, y: grid.y },
    source: isStated ? 'stated' : grid.source,
    speedMmPerS,
    gainMmPerMv,
    chestGainMmPerMv: chest(gainMmPerMv),
    reasons: stated.gainMmPerMv === undefined ? scaleDoubts(grid, heightMm, byPulse ?? null, printed.gainMmPerMv) : [],
  };

  function chest(gain: number): number {
    return stated.gainMmPerMv === undefined ? (printed.chestGainMmPerMv ?? gain) : gain;
  }
}

function scaleDoubts(
  grid: VectorPitch,
  heightMm: number | null,
  byPulse: number | null,
  printedGain: number | null,
): string[] {
  if (grid.source === 'dpi') return ['The page draws neither grid nor pulse; its paper size gives the scale.'];
  if (heightMm !== null && byPulse === null) {
    return [`The calibration pulse is ${heightMm.toFixed(1)} mm high, which is no usual gain.`];
  }
  if (byPulse !== null && printedGain !== null && printedGain !== byPulse) {
    return [`Printed gain ${printedGain} mm/mV, calibration pulse ${byPulse} mm.`];
  }
  if (heightMm === null && printedGain === null) {
    return ['The gain is neither printed nor drawn as a pulse; 10 mm/mV was taken.'];
  }
  return [];
}
