import type { DecodedPage } from '../../functions/ingest/types.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import type { Truth } from './cases.ts';

/** A rendered page with its printed facts. */
export interface RenderedCase {
  readonly suite: string;
  readonly name: string;
  readonly page: DecodedPage;
  readonly truth: Truth;
}

/** Draws one page of a family; its suite is the family and the resolution band of the picture. */
export async function renderCase(family: string, seed: number): Promise<RenderedCase> {
  const { raster, truth } = await renderScene(seed, family);
  const dpi = Math.min(truth.pitchPx.x, truth.pitchPx.y) * 25.4;
  const band = dpi < 147 ? '<150dpi' : dpi < 220 ? '150-220dpi' : '>220dpi';
  const page = {
    raster: { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb },
    drawing: null,
  };
  return {
    suite: `${family} ${band}`,
    name: `${family}-${seed} ${truth.vendor} ${truth.language}`,
    page,
    truth: truth.facts,
  };
}
