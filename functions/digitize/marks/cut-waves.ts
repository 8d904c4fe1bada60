import type { Runs } from '../maths/components.ts';
import { ALIKE_MM } from './data-span.ts';
import type { Pulse } from './pulses.ts';
import { awayFrom, type Extent, LEVEL_MM, WAVE_MM } from './row-extent.ts';
import type { Row } from './rows.ts';

/** A wave amid which a row begins or ends keeps it off its baseline for less than this, mm. */
const CUT_WAVE_MM = 8;
/** What ends this near to a pulse, mm, is its foot. */
const PULSE_MM = 1;

/**
 * Extents of rows with the waves amid which they begin or end: leads of one heart are cut amid the same beat, and the level part of all rows then ends
 * before their ink does. A row is taken as far as its ink goes on if another row ends there as well.
 */
export function withCutWaves(
  extents: readonly Extent[],
  runs: Runs,
  rows: readonly Row[],
  pulses: readonly Pulse[],
  pitchX: number,
  pitchY: number,
): Extent[] {
  const ended = (end: 'left' | 'right', step: 1 | -1) => {
    const level = extents.map((extent) => extent[end]);
    const whole = level.map((from, i) => waveEnd(runs, rows[i] as Row, pulses, from, step, pitchX, pitchY));
    return whole.map((x, i) => {
      const isShared = [...level, ...whole].some(
        (other, k) => k % level.length !== i && Math.abs(other - x) < ALIKE_MM * pitchX,
      );
      return isShared || level.length === 1 ? x : (level[i] as number);
    });
  };
  const [lefts, rights] = [ended('left', -1), ended('right', 1)];
  return extents.map((_, i) => ({ left: lefts[i] as number, right: rights[i] as number }));
}

/** Where the ink of a row's last level column ends if it goes on as a wave does: connected, not for long, and no pulse; else that column. */
function waveEnd(
  runs: Runs,
  { baselinePx }: Row,
  pulses: readonly Pulse[],
  from: number,
  step: 1 | -1,
  pitchX: number,
  pitchY: number,
): number {
  const pieceWithin = (x: number, reachMm: number, piece: number | null) => {
    for (let i = runs.start[x] ?? 0; i < (runs.start[x + 1] ?? 0); i++) {
      if (awayFrom(baselinePx, runs, i) < reachMm * pitchY && (piece === null || runs.component[i] === piece))
        return runs.component[i];
    }
    return undefined;
  };
  const piece = pieceWithin(from, LEVEL_MM, null);
  if (piece === undefined) return from;
  const most = Math.round(CUT_WAVE_MM * pitchX);
  let end = from;
  while (Math.abs(end - from) < most && pieceWithin(end + step, WAVE_MM, piece) !== undefined) end += step;
  if (Math.abs(end - from) >= most) return from;
  const [low, high] = [Math.min(from, end) - PULSE_MM * pitchX, Math.max(from, end) + PULSE_MM * pitchX];
  return pulses.some(({ left, right }) => left <= high && right >= low) ? from : end;
}
