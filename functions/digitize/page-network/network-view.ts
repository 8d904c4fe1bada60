import type { Frame } from '../flat-page/rectify.ts';
import type { ColourPlanes } from '../ink/colour-planes.ts';
import { PX_PER_MM, SIZE_STEP } from './page-network.ts';
import { halved, sampleStretch } from './sample-colours.ts';

/** An upright frame as the network sees it. Pixel (x, y) of the view lies at frame pixel ((x + ½) · perViewX − ½, (y + ½) · perViewY − ½). */
export interface NetworkView {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Frame pixels a view pixel. */
  readonly perViewX: number;
  readonly perViewY: number;
  /** The four channels of a pixel in one number, as `ColourPlanes` has them, row by row. */
  readonly input: Uint32Array;
}

/** Places are computed at every so many pixels and are straight between. */
const NODE_PX = 16;
/** Larger views are shown coarser. */
const MAX_PX = 4_200_000;
/** From this many page pixels a view pixel on, a page of half the size is read. */
const HALVE_FROM = 1.6;

/** Resamples the page's colours once, from page pixels to the network's scale. */
export function networkView(planes: ColourPlanes, frame: Frame): NetworkView {
  const { ink, pitchPx } = frame;
  const area = ((ink.widthPx / pitchPx.x) * ink.heightPx * PX_PER_MM * PX_PER_MM) / pitchPx.y;
  const pxPerMm = PX_PER_MM * Math.min(1, Math.sqrt(MAX_PX / area));
  const perViewX = pitchPx.x / pxPerMm;
  const perViewY = pitchPx.y / pxPerMm;
  const widthPx = padded(ink.widthPx / perViewX);
  const heightPx = padded(ink.heightPx / perViewY);
  const place = (x: number, y: number) => frame.toPage((x + 0.5) * perViewX - 0.5, (y + 0.5) * perViewY - 0.5);
  const [ax, ay] = place(widthPx / 2, heightPx / 2).slice() as [number, number];
  const [bx, by] = place(widthPx / 2 + 1, heightPx / 2);
  const halve = Math.hypot(bx - ax, by - ay) > HALVE_FROM;
  const source = halve ? halved(planes) : planes;
  const input = new Uint32Array(widthPx * heightPx);
  const columns = Math.ceil(widthPx / NODE_PX) + 1;
  const nodes = Array.from({ length: 2 }, () => new Float32Array(2 * columns));
  const layNodes = (into: Float32Array, row: number) => {
    for (let c = 0; c < columns; c++) {
      const [x, y] = place(c * NODE_PX, row * NODE_PX);
      into[2 * c] = halve ? x / 2 - 0.25 : x;
      into[2 * c + 1] = halve ? y / 2 - 0.25 : y;
    }
  };
  let [upper, lower] = nodes as [Float32Array, Float32Array];
  layNodes(lower, 0);
  for (let y = 0; y < heightPx; y++) {
    if (y % NODE_PX === 0) {
      [upper, lower] = [lower, upper];
      layNodes(lower, y / NODE_PX + 1);
    }
    const v = (y % NODE_PX) / NODE_PX;
    for (let c = 0; c < columns - 1; c++) {
      const x0 = mix(upper[2 * c], lower[2 * c], v);
      const y0 = mix(upper[2 * c + 1], lower[2 * c + 1], v);
      const stepX = (mix(upper[2 * c + 2], lower[2 * c + 2], v) - x0) / NODE_PX;
      const stepY = (mix(upper[2 * c + 3], lower[2 * c + 3], v) - y0) / NODE_PX;
      sampleStretch(source, x0, y0, stepX, stepY, NODE_PX, input, y * widthPx + c * NODE_PX);
    }
  }
  return { widthPx, heightPx, perViewX, perViewY, input };
}

/** The next size that the network takes. */
export function padded(size: number): number {
  return Math.max(1, Math.ceil(size / SIZE_STEP)) * SIZE_STEP;
}

function mix(a: number | undefined, b: number | undefined, share: number): number {
  return (a as number) * (1 - share) + (b as number) * share;
}
