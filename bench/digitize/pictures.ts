import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrawnLine } from './bench-page.ts';
import { mean } from './metrics.ts';
import { drawOverlay } from './overlay.ts';
import type { PageScore } from './score-page.ts';

const WORST = 10;

/** Draws the ten worst pages of a run, worst first: by mean dB, or by quality where no truth is known. */
export async function drawWorst(pages: readonly PageScore[], dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const ranked = [...pages].sort((a, b) => worth(a) - worth(b)).slice(0, WORST);
  for (const [k, score] of ranked.entries()) {
    const { raster } = await score.page.open();
    const name = `${String(k + 1).padStart(2, '0')}-${score.page.name.replace(/\.\w+$/, '')}.png`;
    await drawOverlay(raster, score.traces, join(dir, name), truthLines(score, raster.widthPx), {
      page: [headline(score), 'blue: truth, red: traced'],
      leads: Object.fromEntries(
        score.leads.map((row) => [row.lead, row.score === null ? 'not here' : `${row.score.snrDb.toFixed(1)} dB`]),
      ),
    });
  }
}

function worth({ leads, quality }: PageScore): number {
  return leads.length > 0 ? mean(leads.map((row) => row.score?.snrDb ?? 0)) : 30 * quality;
}

function headline({ page, problem, layout, quality, leads }: PageScore): string {
  if (problem !== null) return `${page.name}: ${problem}`;
  const printed = page.layout === undefined ? '' : ` (is ${page.layout})`;
  const scored = leads.flatMap((row) => row.score?.snrDb ?? []);
  const accuracy =
    page.truth === undefined ? '' : `, ${scored.length} leads scored, mean ${mean(scored).toFixed(1)} dB`;
  return `${page.name}: read as ${layout}${printed}, quality ${quality.toFixed(2)}${accuracy}`;
}

/** The truth in pixels of the decoded page, which may be smaller than the file. */
function truthLines({ page: { drawn } }: PageScore, widthPx: number): DrawnLine[] {
  if (drawn === undefined) return [];
  const scale = widthPx / drawn.widthPx;
  const scaled = (px: Float64Array) => px.map((value) => (value + 0.5) * scale - 0.5);
  return drawn.lines.map((line) => ({ ...line, xPx: scaled(line.xPx), yPx: scaled(line.yPx) }));
}
