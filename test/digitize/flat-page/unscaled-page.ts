import type { UprightPage } from '../../../functions/digitize/flat-page/upright-frame.ts';
import { plainMap } from '../../../functions/digitize/grid/paper-map.ts';
import type { Plane } from '../../../functions/digitize/maths/plane.ts';

/** An upright page of which nothing told the scale yet, so that `assumedPx` pixels a mm are assumed; what a network saw of it, if one did. */
export function unscaledPage(
  ink: Plane,
  assumedPx: number,
  names: NonNullable<UprightPage['seen']>['names'] | null = null,
): UprightPage {
  const pitchPx = { x: assumedPx, y: assumedPx };
  return {
    frame: { ink, pitchPx, toPage: (x, y) => [x, y] },
    map: plainMap(ink.widthPx, ink.heightPx, pitchPx, 0),
    scale: { source: 'layout', confidence: 0 },
    colourSeparation: 1,
    level: 255,
    seen: names && { trace: ink, marks: ink, written: new Uint8Array(ink.values.length), names, inOtherPens: false },
  };
}
