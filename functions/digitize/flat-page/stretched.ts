import type { UprightPage } from './upright-frame.ts';

/** The page with a millimetre that is so many times as many pixels along each axis; its pixels stay. */
export function stretched(
  upright: UprightPage,
  { x: timesX, y: timesY }: { readonly x: number; readonly y: number },
): UprightPage {
  const { frame, map } = upright;
  const { pitchPx } = frame;
  const [a = 1, b = 0, c = 0, d = 1, g = 0, h = 0] = map.view;
  return {
    ...upright,
    frame: { ...frame, pitchPx: { x: pitchPx.x * timesX, y: pitchPx.y * timesY } },
    map: {
      ...map,
      view: Float64Array.of(a / timesX, b / timesX, c / timesY, d / timesY, g, h),
      bends: map.bends && {
        ...map.bends,
        xMm: map.bends.xMm.map((mm) => mm / timesX),
        yMm: map.bends.yMm.map((mm) => mm / timesY),
      },
    },
  };
}
