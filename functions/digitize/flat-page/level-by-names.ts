import { viewSloped } from '../grid/cells-in-step.ts';
import type { PaperMap } from '../grid/paper-map.ts';
import type { LabelEvidence } from '../marks/label-evidence.ts';
import { median } from '../maths/median.ts';
import type { Frame } from './rectify.ts';

/** Names this far apart tell the turn of the line that they stand on, mm: their heights are known to a pixel or two. */
const LEAST_APART_MM = 40;
/** Names whose heights differ by more of their distance do not stand on one line. */
const MOST_SLOPE = 0.03;
/** Fewer pairs, or pairs half of which stray by more than this from their middle, tell nothing. */
const FEWEST_PAIRS = 8;
const MOST_STRAY = 0.003;
/** Smaller slopes are within what the heights of names are known to. */
const LEAST_SLOPE = 0.0026;

/** How a line of names runs, and how high it stands, frame px. */
export interface NameSlope {
  readonly slope: number;
  readonly heightPx: number;
}

/** The slopes from name to name of pairs that may stand on one line. */
export function nameSlopes(labels: readonly LabelEvidence[], pitchPx: Frame['pitchPx']): NameSlope[] {
  return labels.flatMap((one) =>
    labels.flatMap((other) => {
      const apartMm = (other.xPx - one.xPx) / pitchPx.x;
      const slope = (other.yPx - one.yPx) / pitchPx.y / apartMm;
      return apartMm > LEAST_APART_MM && Math.abs(slope) < MOST_SLOPE
        ? [{ slope, heightPx: (one.yPx + other.yPx) / 2 }]
        : [];
    }),
  );
}

/**
 * The paper turned until lines of lead names run level: carts print the names of a row at one height, whatever the traces do. Null where names are few,
 * do not agree, or run level as they are.
 */
export function levelByNames(
  labels: readonly LabelEvidence[],
  { pitchPx }: Pick<Frame, 'pitchPx'>,
  map: PaperMap,
): PaperMap | null {
  const slopes = nameSlopes(labels, pitchPx).map((pair) => pair.slope);
  if (slopes.length < FEWEST_PAIRS) return null;
  const slope = median(slopes);
  const stray = median(slopes.map((one) => Math.abs(one - slope)));
  if (Math.abs(slope) < LEAST_SLOPE || stray > MOST_STRAY) return null;
  const angleRad = Math.atan(slope);
  const [shrunk, aside] = [Math.cos(angleRad) - 1, Math.sin(angleRad)];
  return { ...map, view: viewSloped(map.view, { perX: shrunk, perY: aside }, { perX: -aside, perY: shrunk }) };
}
