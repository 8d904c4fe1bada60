import { completePage } from '../page/default-spec.ts';
import type { Random } from '../random.ts';
import { type Camera, FAR_MM } from './camera.ts';
import { drawPaperShape } from './paper-shape.ts';
import type { PageFields, View } from './plan.ts';

/** A flatbed's view: parallel, a little askew, a little paper missing or a little lid showing. */
export function scannerView(random: Random, pageFields: PageFields, rollDeg: number, pxPerMm: number): View {
  const edge = (): number => random.uniform(-0.012, 0.02);
  return {
    shape: drawPaperShape(random, completePage(pageFields).paperMm, 0.15),
    camera: { tiltDeg: 0, tiltTowardsDeg: 0, rollDeg, distanceMm: FAR_MM, lens: 0 },
    margins: [edge(), edge(), edge(), edge()],
    background: 'lid',
    pxPerMm,
  };
}

/** A hand-held camera's view of a sheet on a table. */
export function photoView(
  random: Random,
  pageFields: PageFields,
  tiltDeg: number,
  bend: number,
  pxPerMm: number,
): View {
  const camera: Camera = {
    tiltDeg: random.uniform(0.2, 1) * tiltDeg,
    tiltTowardsDeg: random.uniform(0, 360),
    rollDeg: 6 * random.normal() + (random.chance(0.15) ? random.pick([90, 180, 270]) : 0),
    distanceMm: random.uniform(300, 520),
    lens: random.uniform(-0.035, 0.025),
  };
  const edge = (): number => random.uniform(-0.01, 0.09);
  return {
    shape: drawPaperShape(random, completePage(pageFields).paperMm, bend),
    camera,
    margins: [edge(), edge(), edge(), edge()],
    background: 'desk',
    pxPerMm,
  };
}

/** The same view nearer: header, footer and edges of the sheet are out of the picture, the leads are in it. */
export function closer(random: Random, view: View, fields: PageFields): View {
  const { paperMm, traceBoxMm } = completePage(fields);
  const [left, top, width, height] = traceBoxMm;
  const part = (mm: number, of: number): number => Math.min(0, -(random.uniform(0.4, 1) * mm - 6) / of);
  return {
    ...view,
    camera: { ...view.camera, rollDeg: 1.5 * random.normal() },
    margins: [
      part(left, paperMm[0]),
      part(top, paperMm[1]),
      part(paperMm[0] - left - width, paperMm[0]),
      part(paperMm[1] - top - height, paperMm[1]),
    ],
  };
}
