import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { type BenchPage, type DrawnLine, onPageClock } from './bench-page.ts';
import { openFile } from './open-file.ts';

interface JsonLine {
  readonly lead: Lead;
  readonly startS: number;
  readonly mv: readonly (number | null)[];
  readonly xPx?: readonly (number | null)[];
  readonly yPx?: readonly (number | null)[];
}

/** What `synth/render.ts` writes beside a picture, as far as it is scored. */
interface DrawnTruth {
  readonly family: string;
  readonly layout: string;
  readonly widthPx: number;
  readonly leads: Partial<Record<Lead, JsonLine>>;
  readonly rhythm: readonly JsonLine[];
}

/** Pages that `synth/render.ts` wrote to a folder, of one family or of all, seed by seed so that few pages cover all families. */
export async function* drawnPages(
  suite: string,
  dir: string,
  family: string | undefined,
  count: number,
): AsyncGenerator<BenchPage> {
  const names = (await readdir(dir)).flatMap((file) => /^(.+)-(\d+)\.json$/.exec(file) ?? []);
  const pages: { family: string; seed: string }[] = [];
  for (let i = 0; i + 2 < names.length; i += 3) pages.push({ family: names[i + 1]!, seed: names[i + 2]! });
  const chosen = pages
    .filter((page) => family === undefined || page.family === family)
    .sort((a, b) => Number(a.seed) - Number(b.seed) || a.family.localeCompare(b.family));
  for (const page of chosen.slice(0, count)) yield await drawnPage(suite, join(dir, `${page.family}-${page.seed}`));
}

/** A page that `synth/render.ts` wrote as PATH.png, or `plotted/draw.py` as PATH.pdf, with PATH.json. */
async function drawnPage(suite: string, path: string): Promise<BenchPage> {
  const drawn = JSON.parse(await readFile(`${path}.json`, 'utf8')) as DrawnTruth;
  const truth = new Map<Lead, Float64Array>();
  for (const lead of LEADS) {
    const line = drawn.leads[lead];
    if (line !== undefined) truth.set(lead, onPageClock(line.startS, line.mv));
  }
  const lines = [
    ...Object.values(drawn.leads).flatMap((line) => lineOf(line, false)),
    ...drawn.rhythm.flatMap((line) => lineOf(line, true)),
  ];
  return {
    name: path.split('/').at(-1) ?? path,
    suite,
    condition: drawn.family,
    layout: drawn.layout,
    truth,
    open: () => openFile(existsSync(`${path}.pdf`) ? `${path}.pdf` : `${path}.png`),
    ...(lines.length > 0 ? { drawn: { widthPx: drawn.widthPx, lines } } : {}),
  };
}

function lineOf({ lead, xPx, yPx }: JsonLine, rhythm: boolean): DrawnLine[] {
  if (xPx === undefined || yPx === undefined) return [];
  const known = (values: readonly (number | null)[]) => Float64Array.from(values, (value) => value ?? Number.NaN);
  return [{ lead, rhythm, xPx: known(xPx), yPx: known(yPx) }];
}
