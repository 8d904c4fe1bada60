import { readFile } from 'node:fs/promises';
import { completePage } from '../../synth/page/default-spec.ts';
import { seededRandom } from '../../synth/random.ts';
import { FAMILIES } from '../../synth/scene/families.ts';
import { mapped } from '../../synth/scene/homography.ts';
import { buildWarp, invertWarp } from '../../synth/scene/warp.ts';
import type { Box } from '../../synth/types.ts';

/** Where every pixel of a drawn page lies on its sheet. */
export interface GeometryTruth {
  readonly family: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** 'full', 'dotted', 'five-only' or 'none'. */
  readonly grid: string;
  readonly traceBoxMm: Box;
  /** Quarter turns clockwise that make the page upright. */
  readonly quarterTurns: 0 | 1 | 2 | 3;
  /** Sheet position (mm) of a place of the picture (pixel-index coordinates); null off the sheet. */
  paperAt(xPx: number, yPx: number): readonly [xMm: number, yMm: number] | null;
}

interface Drawn {
  readonly family: string;
  readonly seed: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mmToPx: readonly number[];
}

/**
 * The truth of a page that `synth/render.ts` wrote: its plan is drawn again from the seed, so that the whole warp is known and not only
 * the places of samples. Throws when the plan no longer gives the page's size, as after a change of the synthesiser.
 */
export async function geometryTruth(jsonPath: string): Promise<GeometryTruth> {
  const drawn = JSON.parse(await readFile(jsonPath, 'utf8')) as Drawn;
  const kind = FAMILIES[drawn.family];
  if (kind === undefined) throw new Error(`unknown family ${drawn.family}`);
  const plan = kind.plan(seededRandom(drawn.seed).fork(drawn.family).fork('plan'));
  const page = completePage(plan.page);
  const common = {
    family: drawn.family,
    widthPx: drawn.widthPx,
    heightPx: drawn.heightPx,
    grid: page.grid,
    traceBoxMm: page.traceBoxMm,
    quarterTurns: turnsOf(drawn.mmToPx, page.paperMm),
  };
  if (plan.view === null) {
    const pxPerMm = drawn.mmToPx[0] ?? page.pxPerMm;
    return { ...common, paperAt: (x, y) => [(x + 0.5) / pxPerMm, (y + 0.5) / pxPerMm] };
  }
  const { shape, camera, margins, pxPerMm } = plan.view;
  const warp = buildWarp(page.paperMm, shape, camera, margins, pxPerMm);
  const { width, height } = warp;
  if (width !== drawn.widthPx || height !== drawn.heightPx) throw new Error(`${jsonPath} is of another synthesiser`);
  const { xMm, yMm } = invertWarp(warp);
  return {
    ...common,
    paperAt: (x, y) => {
      const left = Math.floor(x);
      const top = Math.floor(y);
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return null;
      const [s, t] = [x - left, y - top];
      const at = top * width + left;
      const blend = (v: Float32Array) =>
        (1 - t) * ((1 - s) * v[at]! + s * v[at + 1]!) + t * ((1 - s) * v[at + width]! + s * v[at + width + 1]!);
      const [u, v] = [blend(xMm), blend(yMm)];
      return Number.isNaN(u) ? null : [u, v];
    },
  };
}

/** Quarter turns that bring the sheet's x axis, seen at its middle, nearest to the picture's. */
function turnsOf(mmToPx: readonly number[], [width, height]: readonly [number, number]): 0 | 1 | 2 | 3 {
  const [x0, y0] = mapped(mmToPx, width / 2 - 5, height / 2);
  const [x1, y1] = mapped(mmToPx, width / 2 + 5, height / 2);
  const quarters = Math.round(Math.atan2(y1 - y0, x1 - x0) / (Math.PI / 2));
  return ((4 - quarters) % 4) as 0 | 1 | 2 | 3;
}
