import { suppressGrid } from '../grid/grid-suppression.ts';
import type { InkMap } from '../ink/ink-map.ts';
import type { LabelEvidence } from '../marks/label-evidence.ts';
import { strokeLevel } from '../marks/stroke.ts';
import { copiedPlane, type Plane } from '../maths/plane.ts';
import { restOfInk, showsGrid } from '../page-network/grid-lines.ts';
import { giveBackDots } from '../page-network/lost-dots.ts';
import { giveBackStrokes, type LostInk } from '../page-network/lost-strokes.ts';
import { namePlaces } from '../page-network/name-places.ts';
import { networkView } from '../page-network/network-view.ts';
import { areInOtherPens } from '../page-network/other-pens.ts';
import type { PageMaps, PageNetwork } from '../page-network/page-network.ts';
import { readNames } from '../page-network/read-names.ts';
import { printAt, type TraceInk, traceInk, type ViewScale } from '../page-network/trace-ink.ts';
import type { Frame } from './rectify.ts';

/** The network's part of an upright page, in frame pixels. */
export interface SeenPage {
  /** Ink of traces and of writing; the frame's ink holds all print. */
  readonly trace: Plane;
  /** 1 where that ink may be writing. */
  readonly written: Uint8Array;
  /** Ink of traces and of all marks, without the grid. */
  readonly marks: Plane;
  readonly names: readonly LabelEvidence[];
  /** Traces are in other colours than the pen's, and their ink is faint or none. */
  readonly inOtherPens: boolean;
}

/** A frame of which the grid's ink was taken out. */
export interface PartedFrame {
  readonly frame: Frame;
  /** Ink value of a full stroke. */
  readonly level: number;
  /** What the page network made of the frame; null where none is loaded, or where it sees no trace. */
  readonly seen: SeenPage | null;
}

/** What the network says of a frame before its ink is told apart. */
export interface Glance {
  readonly view: ViewScale;
  readonly maps: PageMaps;
  readonly names: readonly LabelEvidence[];
  readonly inOtherPens: boolean;
}

/** Less trace than this, in mm² a page, is none. */
const MIN_TRACE_MM2 = 20;

/** A frame of a page, and what its colours say. */
interface FrameOfPage {
  readonly inks: InkMap;
  readonly frame: Frame;
}

/** Looks at a frame through the network; null without one, or where it finds next to no trace, so that the classical way may. */
export async function glanceAt({ inks, frame }: FrameOfPage, network: PageNetwork | null): Promise<Glance | null> {
  if (network === null) return null;
  const view = networkView(inks.colours, frame);
  const maps = await network.read(view.input, view.widthPx, view.heightPx);
  let covered = 0;
  for (let i = 0; i < maps.trace.length; i++) covered += maps.trace[i] as number;
  const mm2 = (covered * view.perViewX * view.perViewY) / (frame.pitchPx.x * frame.pitchPx.y);
  if (mm2 < MIN_TRACE_MM2) return null;
  const words = await readNames(view, namePlaces(maps), network);
  const names = words.map(({ lead, probability, x, y }) => ({
    lead,
    probability,
    xPx: (x + 0.5) * view.perViewX,
    yPx: (y + 0.5) * view.perViewY,
  }));
  const { perViewX, perViewY } = view;
  return { view: { perViewX, perViewY }, maps, names, inOtherPens: areInOtherPens(view.input, maps.trace) };
}

/**
 * Takes the grid out of a frame's ink where colour did not: by what a network sees at a glance, or else, without one, by what repeats along grid lines. The
 * network also tells the ink of the traces from all other. `isScaled`: pulses need not tell the scale.
 */
export function partedFrame(inks: InkMap, frame: Frame, glance: Glance | null, isScaled: boolean): PartedFrame {
  if (glance !== null) {
    const seen = seenAt(glance, inks, frame, isScaled);
    return { frame: { ...frame, ink: seen.marks }, level: strokeLevel(seen.trace), seen };
  }
  const ink = suppressGrid(frame.ink, frame.pitchPx.x, frame.pitchPx.y, strokeLevel(frame.ink));
  return { frame: { ...frame, ink }, level: strokeLevel(ink), seen: null };
}

/** From this separation on next to nothing of the grid is left in the ink. */
const TOLD_BY_COLOUR = 0.6;
/** Where more of the ink than this is no mark, a grid is in it, or the dots that one was printed with: they make two tones of its colour. Told by every so many rows of pixels. */
const MOSTLY_GRID = 0.6;
const EVERY_ROW = 5;
/** So little of the ink is no mark, as a share, where no grid is in it whatever the colours: specks, and what the network did not see. */
const HARDLY_ANY = 0.065;
/** Where it is less than this, not even remnants of a grid are in it that may pass for strokes. */
const NEXT_TO_NONE = 0.02;

function seenAt(
  { view, maps, names, inOtherPens }: Glance,
  { colourSeparation }: InkMap,
  frame: Frame,
  isScaled: boolean,
): SeenPage {
  const parted = traceInk(frame.ink, view, maps, false);
  const level = strokeLevel(parted.ink);
  // Lines of one colour with the pen, as copies have them, are not told by colour.
  const isGridGone = () =>
    restOfInk(frame.ink, parted.marks, level, EVERY_ROW) < MOSTLY_GRID &&
    !showsGrid(frame.ink, parted.marks, level, frame.pitchPx);
  const isTold = colourSeparation >= TOLD_BY_COLOUR && isGridGone();
  // Where the colours tell the grid, all that is not of the grid may be trace; where they do not, a bar or a pulse by a trace's end is none.
  const [barAt, pulseAt] = [printAt(maps, view, 'bar'), printAt(maps, view, 'pulse')];
  const seenMarkAt = (x: number, y: number) => barAt(x, y) + pulseAt(x, y);
  const markAt = isTold ? () => 0 : seenMarkAt;
  const print = { textAt: printAt(maps, view, 'text'), markAt };
  const giveBack = ({ ink: trace, written }: TraceInk, what: LostInk) =>
    giveBackStrokes(frame.ink, trace, written, names, print, strokeLevel(trace), frame.pitchPx, what);
  const told = isTold ? traceInk(frame.ink, view, maps, true) : parted;
  if (isTold) giveBack(told, 'strokes and noise');
  const rest = isTold ? 1 : restOfInk(frame.ink, parted.marks, level);
  const isHardlyAny = rest < HARDLY_ANY;
  if (isHardlyAny) giveBack(told, rest < NEXT_TO_NONE ? 'long strokes and noise' : 'noise');
  giveBackDots(frame.ink, told, seenMarkAt, level, frame.pitchPx);
  // Tops of pulses pass for lines of a grid, so where these are to tell the scale all ink counts.
  const marks = isHardlyAny && !isScaled ? frame.ink : told.marks;
  // Marks are taken from it as they are found, and the page may be asked for its ink again.
  const ownMarks = marks === frame.ink ? copiedPlane(marks) : marks;
  return { trace: told.ink, written: told.written, marks: ownMarks, names, inOtherPens };
}
