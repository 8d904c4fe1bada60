import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageGeometry } from '../../functions/digitize/types.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import type { PageTruth } from '../../synth/types.ts';
import type { Truth } from './cases.ts';
import { visibleFacts } from './visible-facts.ts';

/** A page with its printed facts, and the true map of its paper to its pixels where that is known. */
export interface RenderedCase {
  readonly suite: string;
  readonly name: string;
  readonly page: DecodedPage;
  readonly geometry: PageGeometry | null;
  readonly truth: Truth;
}

type Known = Pick<PageTruth, 'vendor' | 'language' | 'pitchPx' | 'mmToPx' | 'facts' | 'texts' | 'widthPx' | 'heightPx'>;

/** Draws one page of a family; its suite is the family and the resolution band of the picture. */
export async function renderCase(family: string, seed: number): Promise<RenderedCase> {
  const { raster, truth } = await renderScene(seed, family);
  const page = {
    raster: { index: 0, widthPx: raster.width, heightPx: raster.height, dpi: null, rgb: raster.rgb },
    drawing: null,
  };
  return caseOf(family, `${family}-${seed}`, page, truth);
}

/** The pages of a family that `synth/render.ts` wrote into a folder, by seed; a page that cannot be decoded throws. */
export async function* drawnCases(folder: string, family: string, count: number): AsyncGenerator<RenderedCase> {
  const names = readdirSync(folder)
    .filter((name) => new RegExp(`^${family}-\\d+\\.json$`).test(name))
    .sort()
    .slice(0, count)
    .map((name) => name.slice(0, -'.json'.length));
  for (const name of names) {
    const decoded = await decodePage(readFileSync(join(folder, `${name}.png`)), 'image/png', 0);
    if (!decoded.ok) throw new Error(`${name}: ${decoded.problem.code}`);
    yield caseOf(family, name, decoded.value, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Known);
  }
}

function caseOf(family: string, name: string, page: DecodedPage, known: Known): RenderedCase {
  const { pitchPx, mmToPx, vendor, language } = known;
  const dpi = Math.min(pitchPx.x, pitchPx.y) * 25.4;
  const band = dpi < 147 ? '<150dpi' : dpi < 220 ? '150-220dpi' : '>220dpi';
  return {
    suite: `${family} ${band}`,
    name: `${name} ${vendor} ${language}`,
    page,
    geometry: trueGeometry(mmToPx, pitchPx),
    truth: visibleFacts(known),
  };
}

/** What a digitizer without error would say of the page. */
function trueGeometry(mmToPx: readonly number[], pitchPx: PageGeometry['pitchPx']): PageGeometry {
  const angleDeg = (Math.atan2(mmToPx[3]!, mmToPx[0]!) * 180) / Math.PI;
  const quarterTurns = ((4 - (Math.round(angleDeg / 90) & 3)) % 4) as PageGeometry['quarterTurns'];
  return { mmToPx, pitchPx, angleDeg, quarterTurns };
}
