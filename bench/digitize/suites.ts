import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import { sniff } from '../../functions/ingest/sniff.ts';
import type { DecodedPage } from '../../functions/ingest/types.ts';
import { LEADS, type Lead } from '../../functions/leads.ts';
import { FAMILIES } from '../../synth/scene/families.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import { readNpz } from './npz.ts';

/** A page to be scored and what is known of it. */
export interface BenchPage {
  readonly name: string;
  readonly condition: string;
  open(): Promise<DecodedPage>;
  /** Truth over the page's clock at 500 Hz, mV; absent where nobody knows it. */
  readonly truth?: ReadonlyMap<Lead, Float64Array>;
  readonly layout?: string;
}

/** Names of the suites; `rendered:FAMILY` draws pages of one family by seed, `drawn:DIR[:FAMILY]` reads what `synth/render.ts` wrote. */
export const SUITES = [
  'ludb',
  'edan',
  'real',
  'scanned',
  'pdf',
  'pdf-100',
  'pdf-150',
  'pdf-200',
  'pdf-300',
  'rendered',
  'drawn:DIR',
] as const;

const IMAGE = /\.(png|jpe?g|bmp|tiff?|webp|pdf)$/i;

/** Pages of a suite, in order of name. */
export async function* suitePages(
  suite: string,
  dataDir: string,
  count: number,
  seed: number,
): AsyncGenerator<BenchPage> {
  if (suite.startsWith('rendered')) {
    const wanted = suite.split(':')[1];
    const families = Object.keys(FAMILIES).filter((name) => wanted === undefined || name === wanted);
    for (let i = 0; i < count; i++) yield await renderedPage(families[i % families.length] ?? '', seed + i);
    return;
  }
  if (suite.startsWith('drawn:')) {
    const [, dir = '', wanted] = suite.split(':');
    const names = (await readdir(dir)).filter((file) => /^.+-\d+\.json$/.test(file)).sort();
    const chosen = names.filter((name) => wanted === undefined || name.replace(/-\d+\.json$/, '') === wanted);
    for (const name of chosen.slice(0, count)) yield await drawnPage(join(dir, name.replace(/\.json$/, '')));
    return;
  }
  const [folder, dpi] = suite.split('-');
  const dir = join(dataDir, 'pages', folder ?? suite);
  const files = (await readdir(dir)).filter((file) => IMAGE.test(file)).sort();
  for (const file of files.slice(0, count)) {
    const truth = await knownTruth(join(dir, file.replace(IMAGE, '.npz')));
    yield {
      name: file,
      condition: suite,
      open: () => openFile(join(dir, file), dpi === undefined ? null : Number(dpi)),
      ...(truth === null ? {} : { truth }),
    };
  }
}

async function openFile(path: string, dpi: number | null): Promise<DecodedPage> {
  const bytes = await readFile(path);
  const mediaType = sniff(bytes);
  if (mediaType === null) throw new Error('the file is of no type that is read here');
  const page = await decodePage(bytes, mediaType, 0);
  if (!page.ok) throw new Error(page.problem.code);
  return dpi === null ? page.value : { raster: await resampled(page.value, dpi), drawing: null };
}

/** The raster at another resolution, as if the page had been rasterised at it. */
async function resampled({ raster, drawing }: DecodedPage, dpi: number) {
  const { default: sharp } = await import('sharp');
  const native = (drawing?.pxPerPt ?? 300 / 72) * 72;
  const widthPx = Math.round((raster.widthPx * dpi) / native);
  const { data, info } = await sharp(raster.rgb, {
    raw: { width: raster.widthPx, height: raster.heightPx, channels: 3 },
  })
    .resize(widthPx)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...raster, widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) };
}

async function knownTruth(path: string): Promise<Map<Lead, Float64Array> | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const arrays = readNpz(bytes);
  const drawn = arrays.get('drawn500');
  const stored = drawn ?? arrays.get('uv500');
  if (stored === undefined || stored.shape[0] !== 12) return null;
  const length = stored.shape[1] ?? 0;
  const scale = drawn === undefined ? 1e-3 : 1;
  return new Map(
    LEADS.map((lead, k) => [lead, stored.values.slice(k * length, (k + 1) * length).map((v) => v * scale)]),
  );
}

async function renderedPage(family: string, seed: number): Promise<BenchPage> {
  const scene = await renderScene(seed, family);
  const truth = new Map<Lead, Float64Array>();
  for (const line of scene.truth.lines) {
    if (line.rhythm) continue;
    const clock = new Float64Array(Math.round(line.startS * 500) + line.mv.length + 500).fill(Number.NaN);
    clock.set(line.mv, Math.round(line.startS * 500));
    truth.set(line.lead, clock);
  }
  const { width, height, rgb } = scene.raster;
  return {
    name: `${family}-${seed}`,
    condition: family,
    layout: scene.truth.layout,
    truth,
    open: async () => ({ raster: { index: 0, dpi: null, widthPx: width, heightPx: height, rgb }, drawing: null }),
  };
}

interface DrawnTruth {
  readonly family: string;
  readonly layout: string;
  readonly leads: Partial<Record<Lead, { readonly startS: number; readonly mv: readonly (number | null)[] }>>;
}

/** A page that `synth/render.ts` wrote as PATH.png and PATH.json. */
async function drawnPage(path: string): Promise<BenchPage> {
  const drawn = JSON.parse(await readFile(`${path}.json`, 'utf8')) as DrawnTruth;
  const truth = new Map<Lead, Float64Array>();
  for (const lead of LEADS) {
    const line = drawn.leads[lead];
    if (line === undefined) continue;
    const first = Math.round(line.startS * 500);
    const clock = new Float64Array(first + line.mv.length + 500).fill(Number.NaN);
    line.mv.forEach((value, i) => {
      clock[first + i] = value ?? Number.NaN;
    });
    truth.set(lead, clock);
  }
  return {
    name: path.split('/').at(-1) ?? path,
    condition: drawn.family,
    layout: drawn.layout,
    truth,
    open: () => openFile(`${path}.png`, null),
  };
}
