import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { QuarterTurns } from '../../functions/digitize/flat-page/orientation.ts';
import { anyWayUp, tracesAcross } from '../../functions/digitize/flat-page/way-up.ts';
import { digitizeRaster } from '../../functions/digitize/raster-page.ts';
import { decodePage } from '../../functions/ingest/decode-page.ts';
import type { RasterPage } from '../../functions/ingest/types.ts';
import { type GeometryError, geometryError } from './geometry-error.ts';
import { type GeometryTruth, geometryTruth } from './geometry-truth.ts';
import { mean, percentile } from './metrics.ts';

const USAGE = `usage: node bench/digitize/geometry.ts --dir DIR [--family NAME,…] [--grid full,none,…] [--count N] [--read] [--pages]
Compares the page's map (frame px → mm) with the truth of pages that synth/render.ts wrote to DIR: error of the pitch, per axis and local,
bending left over after the best affine fit, shear, orientation. --read reads the pages whole, which decides about upside-down; --pages
prints every page.`;

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    family: { type: 'string' },
    grid: { type: 'string' },
    count: { type: 'string', default: '8' },
    read: { type: 'boolean', default: false },
    pages: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || values.dir === undefined) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(values.help ? 0 : 2);
}

interface Measured {
  readonly name: string;
  readonly truth: GeometryTruth;
  readonly error: GeometryError | null;
  readonly turns: QuarterTurns | null;
  readonly ms: number;
}

const dir = values.dir;
const names = (await readdir(dir)).filter((file) => /^.+-\d+\.json$/.test(file)).map((file) => file.slice(0, -5));
const familyOf = (name: string) => name.replace(/-\d+$/, '');
const wanted = values.family?.split(',') ?? [...new Set(names.map(familyOf))].sort();
const grids = values.grid?.split(',');
process.stdout.write(
  `${'family'.padEnd(22)}  n none turn | x %   worst | y %   worst | local 95 % | bend mm  worst | shear ° | CPU ms\n`,
);
for (const family of wanted) {
  const measured: Measured[] = [];
  for (const name of names
    .filter((one) => familyOf(one) === family)
    .sort()
    .slice(0, Number(values.count))) {
    const truth = await geometryTruth(join(dir, `${name}.json`));
    if (grids !== undefined && !grids.includes(truth.grid)) continue;
    const one = await measure(name, truth);
    measured.push(one);
    if (values.pages) process.stdout.write(`${line(`${name} ${truth.grid}`, [one])}\n`);
  }
  if (measured.length > 0) process.stdout.write(`${line(family, measured)}\n`);
}

async function measure(name: string, truth: GeometryTruth): Promise<Measured> {
  const page = await decodePage(await readFile(join(dir, `${name}.png`)), 'image/png', 0);
  if (!page.ok) throw new Error(page.problem.code);
  const { raster } = page.value;
  const started = process.cpuUsage();
  const across = await uprightRaster(raster);
  const spent = process.cpuUsage(started);
  const ms = (spent.user + spent.system) / 1000;
  if (across === null) return { name, truth, error: null, turns: null, ms };
  let turns: QuarterTurns = across.turns;
  if (values.read) {
    const result = await digitizeRaster(raster, {}, null);
    if (result.ok) turns = result.value.geometry.quarterTurns;
  }
  const { frame } = across.upright;
  return { name, truth, error: geometryError(frame, frame.toPage, truth), turns, ms };
}

/** The page made upright as the digitizer does it without a network, before it is read. */
function uprightRaster(page: RasterPage) {
  return tracesAcross(anyWayUp(page, {}, null), {});
}

function line(label: string, measured: readonly Measured[]): string {
  const errors = measured.map((one) => one.error).filter((error) => error !== null);
  const of = (key: keyof GeometryError) => errors.map((error) => Math.abs(error[key]));
  const both = (key: keyof GeometryError, digits: number) =>
    `${mean(of(key)).toFixed(digits)}  ${Math.max(0, ...of(key)).toFixed(digits)}`;
  const missed = measured.length - errors.length;
  const wrong = measured.filter(
    ({ turns, truth }) =>
      turns !== null && (values.read ? turns !== truth.quarterTurns : (turns - truth.quarterTurns) % 2 !== 0),
  ).length;
  return [
    `${label.padEnd(22)} ${String(measured.length).padStart(2)} ${String(missed).padStart(4)} ${String(wrong).padStart(4)}`,
    both('pitchX', 2),
    both('pitchY', 2),
    mean(of('local')).toFixed(2),
    both('bendMm', 2),
    mean(of('shearDeg')).toFixed(3),
    percentile(
      measured.map((one) => one.ms),
      50,
    ).toFixed(0),
  ].join(' | ');
}
