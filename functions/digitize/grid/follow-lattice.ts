import type { Plane } from '../maths/plane.ts';
import { strayMm } from './bends.ts';
import { bentAnew } from './bent-anew.ts';
import { measurePhases } from './grid-phase.ts';
import { halfFollowed } from './half-followed.ts';
import { withTrendInView } from './lattice-trend.ts';
import { isAskew, type PaperMap } from './paper-map.ts';
import { type UnwrappedPhase, unwrapPhases } from './phase-unwrap.ts';

/** A map that follows the printed lattice, and how well the lattice bears it out. */
export interface FollowedMap {
  readonly map: PaperMap;
  /** 0…1: about 1 where the page shows a lattice that the map agrees with, about 0 where there is none. */
  readonly agreement: number;
  /** Share of the page's cells in which lines were found, of the family that shows in fewer. */
  readonly coverage: number;
  /** How many cells the page has. */
  readonly cells: number;
  /** How far from cell to cell the lines ran off the map that was given, mm: large where it was bent or its scale was wrong. */
  readonly unrest: number;
  /** The same in the last round: where it stays large, lines were skipped and not followed. */
  readonly rest: number;
  /** See `halfFollowed`. */
  readonly half: number;
}

/** Each round foretells enough for the next to find the lines farther out. */
const MOST_ROUNDS = 4;
/** Rounds end when agreement times coverage gains less than this and lines do not come nearer to the map, */
const WORTH = 0.01;
const NEARER = 0.8;
/** or when it loses more than that: a better map first loses a cell or two at the rim. */
const MOST_LOST = 0.02;
/** or when the map was so right already that measuring again would say the same. */
const AT_REST_MM = 0.06;
/** From this agreement on the lines are in step so well that what they do not share with a flat page is the paper's. */
const IN_STEP = 0.92;
/** A page seen askew lies on a table and not under a lid, and bends: there lines less in step are believed, if they are followed. */
const RATHER_IN_STEP = 0.75;
const FOLLOWED_MM = 0.08;
/** So do pages that bend by this much both ways; lines that waver, or were skipped, do so along one axis. */
const LARGE_BEND_MM = 0.4;
/** Where paper is crumpled it bends by more, and lines are followed less closely. */
const CRUMPLED = { agreement: 0.65, followedMm: 0.11, bendMm: 0.45 } as const;
/** From this agreement on the field is the lattice's and not chance. */
const TRUSTED = 0.45;
/** Lines less in step than this at first, or seen in less of the page, never came into step in further rounds (574 drawn pages: 0.48 and 0.27 at least). */
const HOPELESS = { agreement: 0.25, coverage: 0.2 };

/**
 * Bends a map until the lattice's lines fall on whole millimetres in every cell of the page: paper that curls, is folded or crept in the
 * scanner is followed. The map comes back as it was where that does not bring the lines into step.
 */
export function followLattice(print: Plane, map: PaperMap, pitchPx: number, cyclesPerMm: number): FollowedMap {
  let best: FollowedMap = { map, agreement: 0, coverage: 0, cells: 0, unrest: 0, rest: 0, half: 0 };
  let trial = map;
  let lastUnrest = Infinity;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const cells = measurePhases(print, trial, pitchPx, cyclesPerMm);
    const down = unwrapPhases(cells, 'down', 1 / cyclesPerMm);
    const across = unwrapPhases(cells, 'across', 1 / cyclesPerMm);
    const agreement = Math.max(0, Math.min(down.agreement, across.agreement));
    const coverage = Math.min(down.coverage, across.coverage);
    const gain = agreement * coverage - best.agreement * best.coverage;
    if (round > 0 && gain < -MOST_LOST) break;
    const unrest = Math.max(down.unrest, across.unrest);
    const isHopeless = round === 0 && (agreement < HOPELESS.agreement || coverage < HOPELESS.coverage);
    if (!isHopeless) trial = bentAnew(trial, cells, down, across, pitchPx, 'steady');
    best = {
      map: agreement > TRUSTED ? trial : map,
      agreement,
      coverage,
      cells: down.weight.length,
      unrest: round === 0 ? unrest : best.unrest,
      rest: unrest,
      half: halfFollowed(cells),
    };
    if (isHopeless || unrest < AT_REST_MM || (round > 0 && gain < WORTH && unrest > NEARER * lastUnrest)) break;
    lastUnrest = unrest;
  }
  // Dotted and noisy lines waver by themselves: bends that follow them are none of the paper's.
  const even = withTrendInView(best.map);
  return { ...best, map: isOfPaper(best) ? even : { ...even, bends: null } };
}

/** Each round tells how the next cells towards the rim lie. */
const MOST_RIM_ROUNDS = 7;
/** Rounds end when lines show in no more of the page than this, in shares of what they showed in before. */
const MORE_SHOWN = 1.005;

/**
 * Follows a lattice that is found, and bends, to the rim of the paper, where it curls by more than lines can be foretold at first; the same map where
 * no more lines come into step.
 */
export function followToRim(print: Plane, map: PaperMap, pitchPx: number): PaperMap {
  if (map.bends === null) return map;
  let best = map;
  let trial = map;
  let lastShown = 0;
  for (let round = 0; round < MOST_RIM_ROUNDS; round++) {
    const cells = measurePhases(print, trial, pitchPx, 1);
    const down = unwrapPhases(cells, 'down', 1);
    const across = unwrapPhases(cells, 'across', 1);
    const shown = shownBy(down) + shownBy(across);
    if (shown < MORE_SHOWN * lastShown) break;
    best = trial;
    trial = bentAnew(trial, cells, down, across, pitchPx, 'curled');
    lastShown = shown;
  }
  return withTrendInView(best);
}

/** In how many cells lines show, weighed by how surely. */
const shownBy = ({ weight }: UnwrappedPhase): number => weight.reduce((sum, value) => sum + value, 0);

/** Whether the bends are those of the paper. */
function isOfPaper({ agreement, rest, map }: FollowedMap): boolean {
  if (agreement >= IN_STEP) return true;
  const bentMm = bothWaysMm(map);
  if (agreement > RATHER_IN_STEP && rest < FOLLOWED_MM && (isAskew(map) || bentMm > LARGE_BEND_MM)) return true;
  return agreement > CRUMPLED.agreement && rest < CRUMPLED.followedMm && bentMm > CRUMPLED.bendMm;
}

/** How far the paper bends both ways, mm. */
function bothWaysMm({ bends }: PaperMap): number {
  return bends === null ? 0 : Math.min(strayMm(bends.xMm), strayMm(bends.yMm));
}
