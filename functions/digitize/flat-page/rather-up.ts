import type { NamesBeside } from '../marks/names-beside.ts';
import { ENOUGH_NAMES } from './runs-sideways.ts';

/** What reading a page one way up came to. */
export interface WayRead {
  /** The page's quality, 0…1; 0 where it could not be read. */
  readonly score: number;
  /** Names of leads that were read and do not read the same upside down. */
  readonly names: number;
  /** All names that were read where rows begin, and where they end. */
  readonly beside: NamesBeside;
  /** Calibration pulses, which stand on their feet only where the page does. */
  readonly pulses: number;
  /** It reads as rows of one lead. */
  readonly isOneLead: boolean;
}

/** Below this score nothing is answered unless a person stated the layout. */
export const UNREADABLE = 0.005;
/** Below this score a page may lie another way, and is tried so; below the second one where no name says which way is up. */
const DOUBTFUL = 0.45;
const DOUBTFUL_UNNAMED = 0.75;
/** Another way up counts only when the page reads this well so, unless it cannot be read at all as it lies, and by how much better; where its names alone say so, hardly worse. */
const SURE_TURN = 0.6;
const CLEARLY_BETTER = 0.25;
const HARDLY_WORSE = 0.8;
/** Pulses that stand only the other way say so, where no name contradicts them and the page reads not far worse. */
const NOT_FAR_WORSE = 0.5;
/** Of a page that cannot be read as it lies so many names where rows begin say that they do begin there. */
const SEVERAL_BEGIN = 2;
/** Rows of one lead read as well upside down, but for the way that their QRS complexes point: so much better is likelier. */
const POINTED = 1.15;
/** So many names leave no doubt, however little else was read. */
const MANY_NAMES = 6;

/** Whether a page is to be tried upside down, and sideways where neither way says anything. */
export function mayLieOtherwise({ score, names }: WayRead): boolean {
  return names < ENOUGH_NAMES && score < (names === 0 ? DOUBTFUL_UNNAMED : DOUBTFUL);
}

/**
 * Whether a page lies the other way: it reads far better so, or hardly worse where only that way its names are read, whatever it reads like where those are
 * many, or stand where rows begin, since I, II and III read the same upside down; or only that way pulses stand on their feet.
 * `byScore`: boxes that a person stated are read as well either way up, so their score does not tell which it is.
 */
export function isRatherUp(own: WayRead, other: WayRead, byScore: boolean): boolean {
  if (own.isOneLead && other.isOneLead) return other.score > POINTED * own.score;
  const isUnread = own.score < UNREADABLE;
  // Beats of one shape in all rows are no chance.
  if (isUnread && other.isOneLead) return other.score >= UNREADABLE;
  const isFarBetter = other.score > Math.max(isUnread ? 0 : SURE_TURN, own.score + CLEARLY_BETTER);
  const hardlyWorse = other.names >= MANY_NAMES ? 0 : HARDLY_WORSE * own.score;
  const isNamed = own.names === 0 && other.names >= ENOUGH_NAMES && other.score > hardlyWorse;
  const isReadThere = isUnread && other.score >= UNREADABLE && other.beside.begin >= SEVERAL_BEGIN;
  const beginsThere =
    (own.beside.begin < own.beside.end || isReadThere) &&
    other.beside.begin > other.beside.end &&
    other.score > HARDLY_WORSE * own.score;
  return (byScore && isFarBetter) || isNamed || beginsThere || standOnlyThere(own, other);
}

/** Whether pulses stand on their feet the other way alone. */
function standOnlyThere(own: WayRead, other: WayRead): boolean {
  const isContradicted = own.names > 0 || own.beside.begin > own.beside.end;
  return own.pulses === 0 && other.pulses > 0 && !isContradicted && other.score > NOT_FAR_WORSE * own.score;
}
