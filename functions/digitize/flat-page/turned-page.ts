import type { PaperBounds } from '../grid/paper-bounds.ts';
import type { PaperMap } from '../grid/paper-map.ts';
import { type Plane, turnedAxes, unturnPoint } from '../maths/plane.ts';
import type { LaidPage } from './laid-page.ts';
import type { QuarterTurns } from './orientation.ts';
import type { Frame } from './rectify.ts';

/** A laid page turned clockwise by quarter turns. Its grid stays found; frame and map go on leading to the page as decoded. */
export function turnedLaid(laid: LaidPage, turns: QuarterTurns): LaidPage {
  if (turns === 0) return laid;
  const onOtherSheet = laid.onOtherSheet && turnedAxes(laid.onOtherSheet, turns);
  return {
    ...laid,
    frame: turnedFrame(laid.frame, turns),
    map: turnedMap(laid.map, turns),
    onOtherSheet,
    gridEnds: turnedBounds(laid.gridEnds, turns),
  };
}

function turnedFrame({ ink, pitchPx, toPage }: Frame, turns: QuarterTurns): Frame {
  return {
    ink: turnedPlane(ink, turns),
    pitchPx: turnedAxes(pitchPx, turns),
    toPage: (x, y) => toPage(...unturnPoint(x, y, turns, ink.widthPx, ink.heightPx)),
  };
}

/** The same pixels on paper whose axes are turned: after a quarter turn clockwise what ran up the paper runs to the right. */
function turnedMap(map: PaperMap, turns: QuarterTurns): PaperMap {
  let { view, bends } = map;
  for (let turn = 0; turn < turns; turn++) {
    const [a = 0, b = 0, c = 0, d = 0, g = 0, h = 0] = view;
    view = Float64Array.of(-c, -d, a, b, g, h);
    bends = bends && { ...bends, xMm: bends.yMm.map((mm) => -mm), yMm: bends.xMm };
  }
  return { ...map, view, bends };
}

function turnedBounds(bounds: PaperBounds, turns: QuarterTurns): PaperBounds {
  let { left, top, right, bottom } = bounds;
  for (let turn = 0; turn < turns; turn++) [left, top, right, bottom] = [-bottom, left, -top, right];
  return { left, top, right, bottom };
}

function turnedPlane({ widthPx: w, heightPx: h, values }: Plane, turns: QuarterTurns): Plane {
  const [widthPx, heightPx] = turns === 2 ? [w, h] : [h, w];
  const at = (x: number, y: number): number => {
    const [px, py] = unturnPoint(x, y, turns, w, h);
    return py * w + px;
  };
  const start = at(0, 0);
  const [perX, perY] = [at(1, 0) - start, at(0, 1) - start];
  const turned = new Uint8Array(values.length);
  for (let y = 0, to = 0; y < heightPx; y++) {
    let from = start + y * perY;
    for (let x = 0; x < widthPx; x++, from += perX) turned[to++] = values[from] as number;
  }
  return { widthPx, heightPx, values: turned };
}
