import { ALIKE_MM } from './data-span.ts';
import type { Pulse } from './pulses.ts';
import { awayFrom, type Extent, LEVEL_MM, WAVE_MM } from './row-extent.ts';
import type { RowInk } from './row-ink.ts';
import type { Row } from './rows.ts';

/** How far beyond its level part a row's ink is followed, mm, and how far from its baseline. */
interface Beyond {
  readonly mostMm: number;
  readonly reachMm: number;
}

/** A wave amid which a row begins or ends keeps it off its baseline for no longer. */
const CUT_WAVE: Beyond = { mostMm: 8, reachMm: WAVE_MM };
/** Rows that drift keep off theirs for up to a column, and stray as far as this share of the way to the next row. */
const DRIFT_MM = 90;
const DRIFT_SHARE = 0.5;
/** So many rows that all go on for longer than any pulse, mm, and end together go on with their traces. */
const MANY_ROWS = 3;
const LONGER_MM = 13;
/** A row alone has no other that it could stray to, or end with. */
const ALONE: Beyond = { mostMm: 45, reachMm: 20 };
/** What ends this near to a pulse, mm, and as near to the height of its foot, is that foot. */
const PULSE_MM = 1;
const FOOT_MM = 2;

/**
 * Extents of rows with the waves amid which they begin or end: leads of one heart are cut amid the same beat, and the level part of all rows then ends
 * before their ink does. A row is taken as far as its ink goes on if another row ends there as well. Baselines that wander leave their level at one time in
 * many leads, so rows are followed further where more of them end together there.
 */
export function withCutWaves(extents: readonly Extent[], rowInk: RowInk): Extent[] {
  const { rows, pitchPx } = rowInk;
  const isAlike = (a: number, b: number) => Math.abs(a - b) < ALIKE_MM * pitchPx.x;
  const ended = (end: 'left' | 'right', step: 1 | -1, beyond: Beyond) => {
    const level = extents.map((extent) => extent[end]);
    const whole = level.map((from, i) => waveEnd(rowInk, rows[i] as Row, from, step, beyond));
    return whole.map((x, i) => {
      const isShared = [...level, ...whole].some((other, k) => k % level.length !== i && isAlike(other, x));
      return isShared || level.length === 1 ? x : (level[i] as number);
    });
  };
  const gaps = rows.slice(1).map(({ baselinePx }, i) => baselinePx - (rows[i] as Row).baselinePx);
  const drift = { mostMm: DRIFT_MM, reachMm: Math.max(WAVE_MM, (DRIFT_SHARE * Math.min(...gaps)) / pitchPx.y) };
  const together = (places: readonly number[]) =>
    Math.max(...places.map((x) => places.filter((other) => isAlike(x, other)).length));
  const longPx = LONGER_MM * pitchPx.x;
  const found = (end: 'left' | 'right', step: 1 | -1) => {
    if (rows.length === 1) return ended(end, step, ALONE);
    const places = ended(end, step, CUT_WAVE);
    const drifted = ended(end, step, drift);
    const goOn = drifted.length >= MANY_ROWS && drifted.every((x, i) => Math.abs(x - (places[i] as number)) > longPx);
    const [further, near] = [together(drifted), together(places)];
    return further > near || (goOn && further === drifted.length) ? drifted : places;
  };
  const [lefts, rights] = [found('left', -1), found('right', 1)];
  return extents.map((_, i) => ({ left: lefts[i] as number, right: rights[i] as number }));
}

/** Where the ink of a row's last level column ends if it goes on as a wave does: connected, not for long, and no pulse; else that column. */
function waveEnd(
  { runs, pulses, pitchPx: { x: pitchX, y: pitchY } }: RowInk,
  { baselinePx }: Row,
  from: number,
  step: 1 | -1,
  { mostMm, reachMm }: Beyond,
): number {
  const runWithin = (x: number, reachMm: number, piece: number | null) => {
    for (let i = runs.start[x] ?? 0; i < (runs.start[x + 1] ?? 0); i++) {
      if (awayFrom(baselinePx, runs, i) < reachMm * pitchY && (piece === null || runs.component[i] === piece)) return i;
    }
    return undefined;
  };
  const level = runWithin(from, LEVEL_MM, null);
  if (level === undefined) return from;
  const piece = runs.component[level] as number;
  const most = Math.round(mostMm * pitchX);
  let end = from;
  let last = level;
  for (;;) {
    const next = runWithin(end + step, reachMm, piece);
    if (next === undefined) break;
    if (Math.abs(end + step - from) >= most) return from;
    end += step;
    last = next;
  }
  const [low, high] = [Math.min(from, end), Math.max(from, end)];
  const isOfPulse = ({ left, right, footY }: Pulse): boolean => {
    const marginPx = awayFrom(footY, runs, last) < FOOT_MM * pitchY ? PULSE_MM * pitchX : 0;
    return left <= high + marginPx && right >= low - marginPx;
  };
  return pulses.some(isOfPulse) ? from : end;
}
