import type { Lead } from '../../leads.ts';
import { INK_SHARE } from '../marks/trace-level.ts';
import type { Plane } from '../maths/plane.ts';
import { liesAcross, liesSideways } from './orientation.ts';
import type { SeenPage } from './parted-frame.ts';
import type { UprightPage } from './upright-frame.ts';

/**
 * Whether the traces of a page made upright run up it: the ink has it so, and no names are read that stand upright. Tall waves of many rows
 * one above the other gather ink at few widths as well, so names outweigh it.
 */
export function runsSideways(upright: UprightPage): boolean {
  return uprightNames(upright) < ENOUGH_NAMES && liesSideways(...tracesOf(upright));
}

/** Whether the traces surely run across, so that no quarter turn can make the page say more. */
export function runsAcross(upright: UprightPage): boolean {
  return liesAcross(...tracesOf(upright));
}

function tracesOf({
  frame: { ink, pitchPx },
  seen,
  level,
}: UprightPage): [ink: Plane, pitchPx: number, threshold: number] {
  return [seen?.trace ?? ink, (pitchPx.x + pitchPx.y) / 2, level * INK_SHARE];
}

/** This many names that do not read the same upside down say that the page is upright. */
export const ENOUGH_NAMES = 3;
const SURE_NAME = 0.8;
const ALIKE_BOTH_WAYS: readonly Lead[] = ['I', 'II', 'III'];
/** Those of them that no single stroke passes for. */
const OF_SEVERAL_STROKES: readonly Lead[] = ['II', 'III'];
/** Beside so many that do not read the same upside down they make up enough: strips of three leads name no more. */
const FEW_NAMES = 2;

/** How many lead names were read surely that do not read the same upside down, or beside a few of those cannot be read of a page on its side. */
export function uprightNames({ seen }: { readonly seen: Pick<SeenPage, 'names'> | null }): number {
  const sure = new Set(
    (seen?.names ?? []).flatMap(({ lead, probability }) => (probability >= SURE_NAME ? [lead] : [])),
  );
  const distinct = [...sure].filter((lead) => !ALIKE_BOTH_WAYS.includes(lead)).length;
  const others = OF_SEVERAL_STROKES.filter((lead) => sure.has(lead)).length;
  return distinct === FEW_NAMES ? Math.min(ENOUGH_NAMES, distinct + others) : distinct;
}
