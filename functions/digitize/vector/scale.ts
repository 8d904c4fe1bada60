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
/** Cells that differ so much in width and height are those of a plot, not of paper. */
const UNEQUAL = 0.2;
const TWO_GAINS = 'Two gains are printed and nothing says for which leads; the second was taken for the chest leads.';

/**
 * The scale by what a person stated, the grid, the calibration pulses and the printed text, in this order; where they
 * disagree, a reason says so. `chestPulses` are those that stand before chest leads; `spanMm` is the width of the
 * longest row at the grid's pitch.
 */
export function vectorScale(
  drawing: VectorDrawing,
  grid: VectorPitch,
  pulses: { readonly limb: readonly Pulse[]; readonly chest: readonly Pulse[] },
  spanMm: number,
  stated: DigitizeOptions,
): VectorScale {
  const printed = printedScale(drawing.texts);
  const all = [...pulses.limb, ...pulses.chest];
  const heightMm = medianHeight(pulses.limb) ?? medianHeight(all);
  const { source, gain, doubts, ...found } = pitchOf(grid, heightMm, printed.gainMmPerMv);
  const pitch = stated.pitchPx ?? found.pitch;
  const gainMmPerMv = stated.gainMmPerMv ?? gain;
  const chestHeightMm = ((medianHeight(pulses.chest) ?? Number.NaN) * grid.y) / pitch.y;
  const chestGainMmPerMv =
    stated.chestGainMmPerMv ??
    stated.gainMmPerMv ??
    usualHeight(chestHeightMm, PULSE_TOLERANCE) ??
    printed.chestGainMmPerMv ??
    gainMmPerMv;
  const speed = paperSpeed(stated.speedMmPerS ?? printed.speedMmPerS, all, (spanMm * grid.x) / pitch.x);
  const ambiguous = printed.isAmbiguous && pulses.chest.length === 0 ? [TWO_GAINS] : [];
  return {
    pitch,
    source: isScaleStated(stated) ? 'stated' : source,
    speedMmPerS: speed.mmPerS,
    gainMmPerMv,
    chestGainMmPerMv,
    reasons: [...(stated.gainMmPerMv === undefined ? [...doubts, ...ambiguous] : []), ...speed.doubts],
  };
}

function medianHeight(pulses: readonly Pulse[]): number | null {
  return pulses.map((pulse) => pulse.heightMm).sort((a, b) => a - b)[pulses.length >> 1] ?? null;
}

function usualHeight(heightMm: number | null, tolerance: number): number | undefined {
  return PULSE_HEIGHTS_MM.find((mm) => heightMm !== null && Math.abs(heightMm / mm - 1) < tolerance);
}

/** Millimetres and gain: what a pulse is high, by the grid; without a grid what a millimetre is, by the pulse. */
function pitchOf(
  grid: VectorPitch,
  heightMm: number | null,
  printedGain: number | null,
): Pick<VectorScale, 'pitch' | 'source'> & { gain: number; doubts: string[] } {
  const pitch = { x: grid.x, y: grid.y };
  const pulseGain = usualHeight(heightMm, PULSE_TOLERANCE);
  const gain = pulseGain ?? printedGain ?? USUAL_GAIN;
  if (grid.source === 'vector') {
    const doubts: string[] = [];
    if (heightMm !== null && pulseGain === undefined)
      doubts.push(`The calibration pulse is ${heightMm.toFixed(1)} mm high, which is no usual gain.`);
    if (heightMm === null && printedGain === null)
      doubts.push('The gain is neither printed nor drawn as a pulse; 10 mm/mV was taken.');
    if (heightMm === null && printedGain === null && Math.abs(grid.x / grid.y - 1) > UNEQUAL)
      doubts.push('The grid is of no millimetres: its cells are not square.');
    if (pulseGain !== undefined && printedGain !== null && printedGain !== pulseGain)
      doubts.push(`Printed gain ${printedGain} mm/mV, calibration pulse ${pulseGain} mm.`);
    return { pitch, source: 'vector', gain, doubts };
  }
  if (heightMm === null) {
    const doubts = ['The page draws neither grid nor pulse; its paper size gives the scale.'];
    return { pitch, source: 'dpi', gain, doubts };
  }
  const doubts = ['The page draws no grid; the calibration pulse gives the scale.'];
  const trueGain = usualHeight(heightMm, TRUE_SIZE_TOLERANCE);
  if (trueGain !== undefined && (printedGain ?? trueGain) === trueGain)
    return { pitch, source: 'pulse', gain: trueGain, doubts };
  const stretch = heightMm / (printedGain ?? USUAL_GAIN);
  const scaled = { x: grid.x * stretch, y: grid.y * stretch };
  return { pitch: scaled, source: 'pulse', gain: printedGain ?? USUAL_GAIN, doubts };
}
