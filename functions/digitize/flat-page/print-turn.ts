import type { LineFamily } from '../grid/line-profile.ts';
import { projections, sharpestOf } from '../grid/strip-profile.ts';
import type { Plane } from '../maths/plane.ts';

const MOST_TURN = 0.24;
const TURN_STEP = 0.004;

/**
 * Turn of a page (rad, clockwise, ±14°) at which what runs across it and what runs down it are sharpest together. Either alone strays by up to a degree:
 * baselines wander, and the flanks of complexes with deep S waves lean. Each counts by where it lies between its bluntest and its sharpest turn.
 */
export function printTurn(ink: Plane): number {
  const whole = { left: 0, top: 0, width: ink.widthPx, height: ink.heightPx };
  const relative = (family: LineFamily) => {
    const at = projections(ink, whole, family).sharpness;
    // The search below asks for the same turns once more.
    const known = new Map<number, number>();
    for (let turn = -MOST_TURN; turn <= MOST_TURN + 1e-9; turn += TURN_STEP) known.set(turn, at(turn));
    const [least, most] = [Math.min(...known.values()), Math.max(...known.values())];
    return (turn: number) => ((known.get(turn) ?? at(turn)) - least) / Math.max(most - least, 1e-12);
  };
  const [across, down] = [relative('across'), relative('down')];
  return sharpestOf((turn) => across(turn) + down(turn), 0, MOST_TURN, TURN_STEP).angleRad;
}
