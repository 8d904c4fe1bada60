import type { Lead } from '../../functions/leads.ts';
import { wholeLeads } from '../../synth/page/whole-leads.ts';
import { FAMILIES } from '../../synth/scene/families.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import { type BenchPage, onPageClock } from './bench-page.ts';

/** Pages drawn while the bench runs, of one family or of all by turns, one a seed. */
export async function* renderedPages(
  suite: string,
  family: string | undefined,
  count: number,
  seed: number,
): AsyncGenerator<BenchPage> {
  const families = Object.keys(FAMILIES).filter((name) => family === undefined || name === family);
  for (let i = 0; i < count; i++) yield await renderedPage(suite, families[i % families.length] ?? '', seed + i);
}

async function renderedPage(suite: string, family: string, seed: number): Promise<BenchPage> {
  const { raster, truth } = await renderScene(seed, family);
  const blocks = wholeLeads(truth.lines);
  const { width, height, rgb } = raster;
  return {
    name: `${family}-${seed}`,
    suite,
    condition: family,
    layout: truth.layout,
    truth: new Map<Lead, Float64Array>(blocks.map((line) => [line.lead, onPageClock(line.startS, line.mv)])),
    drawn: { widthPx: width, lines: truth.lines },
    open: async () => ({ raster: { index: 0, dpi: null, widthPx: width, heightPx: height, rgb }, drawing: null }),
  };
}
