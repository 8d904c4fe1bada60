import type { RasterPage } from '../../ingest/types.ts';
import { findComponents } from '../maths/components.ts';
import { emptyPlane, type Plane } from '../maths/plane.ts';
import { type Paper, paperRow } from './paper.ts';

export type Channel = 0 | 1 | 2;
const ALL = [0, 1, 2] as const;

/** A strong colour darkens two channels by this at least, and the third by this share of it at most. */
const DARK = 0.6;
const LIGHT_SHARE = 0.45;
/** What is fainter is paper or grid. */
const HALF_DARK = 0.45;
/** Thin strokes are so dark at least where they pass between pixels, and thinner ones where no thin ones are found. */
const THIN_DARK = [0.35, 0.2] as const;
/** Traces in it cover so much of a page, and half as much as what is black at least. */
const COVERED = { least: 0.002, most: 0.05 };
const AGAINST_BLACK = 0.5;
/** So many pieces are as long as leads and no broader than a row: more are a grid's lines, and so is what spreads both ways. In shares of the picture's longer side. */
const LEADS = { least: 3, most: 24 };
const LEAD_LENGTH = 0.15;
const ROW_HEIGHT = 0.25;
const SPREAD = 0.4;
/** A lead has one stroke above another here and there; several lines of a grid that some of its other lines join have so many everywhere. */
const GRID_LINES = 2;

/**
 * The channel that the pen of the traces leaves light, where they are drawn in one strong colour, as plotting programs do, while names and frames are
 * black: pure blue leaves blue light. Null where the pen darkens all. `deviation` from paper, 0…1, three channels a pixel sampled.
 */
export function colouredPen(page: RasterPage, paper: Paper, deviation: Float32Array): Channel | null {
  const pixels = deviation.length / 3;
  const counts: [number, number, number] = [0, 0, 0];
  let black = 0;
  for (let i = 0; i < pixels; i++) {
    const r = deviation[3 * i] as number;
    const g = deviation[3 * i + 1] as number;
    const b = deviation[3 * i + 2] as number;
    if (Math.min(r, g, b) >= DARK) black++;
    const light = lightChannel(r, g, b, DARK);
    if (light !== null) counts[light]++;
  }
  const pen = ALL.find((channel) => {
    const count = counts[channel];
    const isLikely = count > COVERED.least * pixels && count < COVERED.most * pixels && count > AGAINST_BLACK * black;
    return isLikely && THIN_DARK.some((dark) => areLeads(strokesOf(page, paper, channel, dark)));
  });
  return pen ?? null;
}

/** What each sampled pixel shows of a pen that leaves a channel light: 1 the pen, 0 paper or grid, between them what is black or only half of a pixel. */
export function colouredGuess(deviation: Float32Array, light: Channel): Float32Array {
  const guess = new Float32Array(deviation.length / 3);
  for (let i = 0; i < guess.length; i++) {
    const r = deviation[3 * i] as number;
    const g = deviation[3 * i + 1] as number;
    const b = deviation[3 * i + 2] as number;
    const colour = lightChannel(r, g, b, DARK);
    const isNone = colour !== null || middleOf(r, g, b) < HALF_DARK;
    guess[i] = colour === light ? 1 : isNone ? 0 : 0.5;
  }
  return guess;
}

/** The channel that a strong colour leaves light; null of black, grey and pale colours. */
function lightChannel(r: number, g: number, b: number, dark: number): Channel | null {
  const least = Math.min(r, g, b);
  const second = middleOf(r, g, b);
  if (second < dark || least > LIGHT_SHARE * second) return null;
  return least === r ? 0 : least === g ? 1 : 2;
}

const middleOf = (r: number, g: number, b: number): number => Math.max(Math.min(r, g), Math.min(g, b), Math.min(r, b));

/** What a sure pixel of a stroke is worth, one over which it goes on, and one that is dark without showing the pen's colour, as where a line of the grid crosses it. */
const [SURE, BRIDGE, DARK_TOO] = [255, 254, 1];
/** Strokes go on over such pixels where they are sure this near on opposite sides, px. */
const BRIDGED_PX = 2;

/** Where the page has a strong colour that leaves this channel light: `BRIDGE` or more in its strokes. */
function strokesOf(page: RasterPage, paper: Paper, light: Channel, dark: number): Plane {
  const { widthPx: w, heightPx: h, rgb } = page;
  const strokes = emptyPlane(w, h);
  const row = new Float32Array(w * 3);
  for (let y = 0; y < h; y++) {
    paperRow(paper, y, w, row);
    for (let x = 0; x < w; x++) {
      const at = 3 * (y * w + x);
      const r = 1 - (rgb[at] as number) / (row[3 * x] as number);
      const g = 1 - (rgb[at + 1] as number) / (row[3 * x + 1] as number);
      const b = 1 - (rgb[at + 2] as number) / (row[3 * x + 2] as number);
      if (middleOf(r, g, b) < dark) continue;
      strokes.values[y * w + x] = lightChannel(r, g, b, dark) === light ? SURE : DARK_TOO;
    }
  }
  bridge(strokes);
  return strokes;
}

/** Makes dark pixels between sure ones part of the strokes. */
function bridge({ widthPx: w, values }: Plane): void {
  const steps = [1, w, w + 1, w - 1];
  const isSure = (at: number, step: number) => {
    for (let k = 1; k <= BRIDGED_PX; k++) if (values[at + k * step] === SURE) return true;
    return false;
  };
  for (let at = 0; at < values.length; at++)
    if (values[at] === DARK_TOO && steps.some((step) => isSure(at, step) && isSure(at, -step))) values[at] = BRIDGE;
}

function areLeads(strokes: Plane): boolean {
  const longPx = Math.max(strokes.widthPx, strokes.heightPx);
  const { components, runs } = findComponents(strokes, BRIDGE);
  const strokesOver = new Uint32Array(components.length);
  for (const id of runs.component) strokesOver[id] = (strokesOver[id] as number) + 1;
  const pieces = components.map(({ left, right, top, bottom }, id) => {
    const [width, height] = [right - left + 1, bottom - top + 1];
    const lines = width > height ? (strokesOver[id] as number) / width : 1;
    return { length: Math.max(width, height) / longPx, breadth: Math.min(width, height) / longPx, lines };
  });
  const long = pieces.filter(({ length, breadth }) => length > LEAD_LENGTH && breadth < ROW_HEIGHT);
  const leads = long.filter(({ lines }) => lines < GRID_LINES);
  const areMostOfIt = leads.length > long.length / 2;
  const areSoMany = leads.length >= LEADS.least && leads.length <= LEADS.most;
  return areSoMany && areMostOfIt && pieces.every(({ breadth }) => breadth < SPREAD);
}
