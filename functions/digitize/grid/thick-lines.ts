import { mean } from '../maths/mean.ts';
import { resultant } from '../maths/resultant.ts';
import type { PhaseCells } from './grid-phase.ts';
import type { PaperMap } from './paper-map.ts';

/** Lines of 5 mm stand so many of the map's millimetres apart where one of their harmonics was taken for the lines of 1 mm; what shows at 6 shows at 3 as well. */
const MISTAKEN_MM = [4, 6, 3, 2] as const;
/** So much of either family's cells is in step at the first two harmonics of thick lines that are there, */
const SHOWN = 0.3;
/** and of all together so little where there are none, against what is shown at other distances. */
const NOT_SHOWN = 0.2;
const LESS = 0.5;

/**
 * The map scaled so that thick lines stand 5 mm apart. A grid of which only these lines are left has as much power at their fourth harmonic as at the
 * fifth, and a map that follows the fourth is in step as well; but at every fifth of its millimetres it finds nothing, and at every fourth a line.
 * `measure` gives the phases of tones of so many cycles a mm.
 */
export function withThickLinesEvery5Mm(map: PaperMap, measure: (cyclesPerMm: number) => PhaseCells): PaperMap {
  const tone = (cyclesPerMm: number): number[] => {
    const { down, across } = measure(cyclesPerMm);
    return [down, across].map(
      ({ offsetMm, weight }) => resultant(weight.map(Math.sqrt), (i) => cyclesPerMm * (offsetMm[i] as number)).share,
    );
  };
  const inStep = (everyMm: number): number[] => [...tone(1 / everyMm), ...tone(2 / everyMm)];
  const first = tone(1 / 5);
  // So much at the first harmonic is enough, whatever the second shows.
  if (mean(first) > 2 * NOT_SHOWN) return map;
  const asTheyAre = mean([...first, ...tone(2 / 5)]);
  if (asTheyAre > NOT_SHOWN) return map;
  const everyMm = MISTAKEN_MM.find((mm) => {
    const shares = inStep(mm);
    return Math.min(...shares) > SHOWN && asTheyAre < LESS * mean(shares);
  });
  return everyMm === undefined ? map : scaledMap(map, 5 / everyMm);
}

/** The map with all its millimetres multiplied. */
function scaledMap(map: PaperMap, by: number): PaperMap {
  const { view, bends } = map;
  return {
    ...map,
    view: view.map((value, i) => (i < 4 ? value * by : value)),
    bends: bends && { ...bends, xMm: bends.xMm.map((mm) => mm * by), yMm: bends.yMm.map((mm) => mm * by) },
  };
}
