import { mean } from '../maths/mean.ts';
import { once } from '../maths/once.ts';
import { resultant } from '../maths/resultant.ts';
import type { FamilyPhase } from './grid-phase.ts';
import type { LineFamily } from './line-profile.ts';
import type { PaperMap } from './paper-map.ts';

/** Lines of 5 mm stand so many of the map's millimetres apart where one of their harmonics was taken for the lines of 1 mm; what shows at 6 shows at 3 as well. */
const MISTAKEN_MM = [4, 6, 3, 2] as const;
/** So much of either family's cells is in step at the first two harmonics of thick lines that are there, */
const SHOWN = 0.3;
/** and of all together so little where there are none, against what is shown at other distances. */
const NOT_SHOWN = 0.2;
const LESS = 0.5;
/** The few cells of a small picture are in step by more than that where nothing is, and say more of what is there. */
const HARDLY_SHOWN = 0.3;
const SURELY_SHOWN = 0.6;
/** Both families' cells are in step by more than this at every other of the map's millimetres where that is one of the paper's: on pages that were followed right one of them is by 0.29 at most. */
const EVERY_OTHER = 0.7;

/**
 * The map scaled so that thick lines stand 5 mm apart. A grid of which only these lines are left has as much power at their fourth harmonic as at the
 * fifth, and a map that follows the fourth is in step as well; but at every fifth of its millimetres it finds nothing, and at every fourth a line. Of a
 * picture that was squeezed or stretched that befalls one family alone. Lines of 1 mm may have been followed at half their distance, which makes an ordinary sheet of
 * a large picture of a strip. `measure` gives the phases of tones of so many cycles a mm of one family's lines.
 */
export function withThickLinesEvery5Mm(
  map: PaperMap,
  measure: (cyclesPerMm: number, family: LineFamily) => FamilyPhase,
): PaperMap {
  /** How far tones of a family's lines are in step. */
  const shareOf = (cyclesPerMm: number, family: LineFamily): number => {
    const { offsetMm, weight } = measure(cyclesPerMm, family);
    return resultant(weight.map(Math.sqrt), (i) => cyclesPerMm * (offsetMm[i] as number)).share;
  };
  const down = once((cyclesPerMm: number) => shareOf(cyclesPerMm, 'down'));
  const across = once((cyclesPerMm: number) => shareOf(cyclesPerMm, 'across'));
  const tone = (cyclesPerMm: number) => [down(cyclesPerMm), across(cyclesPerMm)] as const;
  // Of most pages one family denies it, and the other need not be asked.
  const isShown = (cyclesPerMm: number, least: number) => down(cyclesPerMm) > least && across(cyclesPerMm) > least;
  if (isShown(1 / 2, EVERY_OTHER) && isShown(1 / 10, SHOWN)) return scaledMap(map, BOTH, 1 / 2);
  const first = tone(1 / 5);
  // So much at the first harmonic is enough, whatever the second shows.
  if (mean(first) > 2 * NOT_SHOWN && Math.min(...first) > NOT_SHOWN) return map;
  const second = tone(2 / 5);
  const shown = first.map((share, family) => mean([share, second[family] as number]));
  const isAlone = (family: Family) =>
    (shown[family] as number) <= NOT_SHOWN && (first[1 - family] as number) > 2 * NOT_SHOWN;
  const missed: (readonly Family[])[] = [
    ...(mean(shown) <= HARDLY_SHOWN ? [BOTH] : []),
    ...BOTH.filter(isAlone).map((family) => [family]),
  ];
  for (const families of missed) {
    const of = (both: readonly number[]) => families.map((family) => both[family] as number);
    const asTheyAre = mean(of(shown));
    const least = asTheyAre > NOT_SHOWN ? SURELY_SHOWN : SHOWN;
    const everyMm = MISTAKEN_MM.find((mm) => {
      const shares = [...of(tone(1 / mm)), ...of(tone(2 / mm))];
      return Math.min(...shares) > least && asTheyAre < LESS * mean(shares);
    });
    if (everyMm !== undefined) return scaledMap(map, families, 5 / everyMm);
  }
  return map;
}

/** Lines down the paper, along which x is told, and lines across it. */
const BOTH = [0, 1] as const;
type Family = (typeof BOTH)[number];

/** The map with all its millimetres that these families tell multiplied. */
function scaledMap(map: PaperMap, families: readonly Family[], by: number): PaperMap {
  const { view, bends } = map;
  const [byX, byY] = [families.includes(0) ? by : 1, families.includes(1) ? by : 1];
  const each = [byX, byX, byY, byY, 1, 1];
  return {
    ...map,
    view: view.map((value, i) => value * (each[i] as number)),
    bends: bends && { ...bends, xMm: bends.xMm.map((mm) => mm * byX), yMm: bends.yMm.map((mm) => mm * byY) },
  };
}
