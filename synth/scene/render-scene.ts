import { rasterise } from '../page/rasterise.ts';
import { type ComposedPage, composePage, flatTruth } from '../page/render-page.ts';
import { twoPages } from '../page/two-pages.ts';
import { type Random, seededRandom } from '../random.ts';
import { drawScenario } from '../scenario.ts';
import { synthesise } from '../synthesise.ts';
import type { Ecg, Raster, RenderedPage, Role } from '../types.ts';
import { desk, scannerLid } from './desk.ts';
import type { Effect } from './effect.ts';
import { FAMILIES } from './families.ts';
import type { ScenePlan, View } from './plan.ts';
import { pageMask, resampleMask, resampleRgb } from './resample.ts';
import { buildWarp, invertWarp } from './warp.ts';
import { warpTruth } from './warp-truth.ts';

/** The sheet is drawn denser than the picture shows it, so that the nearer side of a tilted sheet is not enlarged. */
const SHEET_OVER_PICTURE = 1.25;

export interface Scene extends RenderedPage {
  readonly family: string;
  readonly seed: number;
  readonly scenario: string;
  readonly ecg: Ecg;
}

async function applied(picture: Raster, effects: readonly Effect[]): Promise<Raster> {
  let result = picture;
  for (const effect of effects) result = await effect.apply(result);
  return result;
}

async function look(
  page: ComposedPage,
  view: View,
  plan: ScenePlan,
  roles: readonly Role[],
  random: Random,
): Promise<RenderedPage> {
  const { spec, drawing } = page;
  const density = plan.headDotsPerMm ?? view.pxPerMm * SHEET_OVER_PICTURE;
  const antialias = spec.antialias && plan.headDotsPerMm === null;
  const sheet = rasterise(drawing, { pxPerMm: density, antialias, masks: roles });
  const marked = await applied(sheet.raster, plan.sheetEffects);
  const warp = buildWarp(spec.paperMm, view.shape, view.camera, view.margins, view.pxPerMm);
  const map = invertWarp(warp);
  const background = (view.background === 'desk' ? desk : scannerLid)(random, warp.width, warp.height);
  const seen = await applied(resampleRgb(marked, density, map, background), plan.effects);
  const masks: RenderedPage['masks'] = {};
  for (const role of roles) {
    const mask = sheet.masks[role];
    if (mask !== undefined) masks[role] = resampleMask(mask, sheet.raster, density, map);
  }
  if (roles.length > 0) masks.page = pageMask(map);
  const names = ['warp', ...[...plan.sheetEffects, ...plan.effects].map((effect) => effect.name)];
  return { raster: seen, masks, truth: warpTruth(flatTruth(page), warp, names) };
}

async function lieFlat(page: ComposedPage, plan: ScenePlan, roles: readonly Role[]): Promise<RenderedPage> {
  const { spec, drawing } = page;
  const drawn = rasterise(drawing, { pxPerMm: spec.pxPerMm, antialias: spec.antialias, masks: roles });
  const effects = [...plan.sheetEffects, ...plan.effects];
  const truth = { ...flatTruth(page), distortions: effects.map((effect) => effect.name) };
  const masks =
    roles.length > 0
      ? { ...drawn.masks, page: new Uint8Array(drawn.raster.width * drawn.raster.height).fill(255) }
      : {};
  return { raster: await applied(drawn.raster, effects), masks, truth };
}

/** Draws a plan of a recording. With `roles`, coverage planes of those roles and of the page come along. */
export async function renderPlan(
  plan: ScenePlan,
  ecg: Ecg,
  random: Random,
  roles: readonly Role[] = [],
): Promise<RenderedPage> {
  const composed = composePage(plan.page, ecg);
  const drawing = { ...composed.drawing, items: [...composed.drawing.items, ...plan.marks] };
  const page = { ...composed, drawing };
  return plan.view === null ? lieFlat(page, plan, roles) : look(page, plan.view, plan, roles, random);
}

function atDensity(plan: ScenePlan, pxPerMm: number): ScenePlan {
  return { ...plan, page: { ...plan.page, pxPerMm }, view: plan.view && { ...plan.view, pxPerMm } };
}

export interface SceneOptions {
  /** Coverage planes wanted beside the picture; any makes one of the whole page come along. */
  readonly masks?: readonly Role[];
  /** Density instead of the one that the family draws. */
  readonly pxPerMm?: number;
  /** Changes what the family drew. */
  readonly vary?: (plan: ScenePlan) => ScenePlan;
  /** What to draw instead of a synthesised recording, ten seconds of it. */
  readonly ecg?: Ecg;
}

/** Draws what a seed's page of a family is, before any pixel. */
function drawScene(seed: number, family: string, options: SceneOptions) {
  const kind = FAMILIES[family];
  if (kind === undefined) throw new RangeError(`unknown family ${family}`);
  const random = seededRandom(seed).fork(family);
  const { scenario, ...fields } = drawScenario(random.fork('ecg'));
  const drawn = kind.plan(random.fork('plan'));
  const dense = options.pxPerMm === undefined ? drawn : atDensity(drawn, options.pxPerMm);
  const plan = options.vary?.(dense) ?? dense;
  const long = plan.page.speedMmPerS === 12.5 && random.chance(0.5) && options.ecg === undefined;
  const durationS = long ? 20 : 10;
  const ecgSeed = random.integer(0, 2 ** 31 - 1);
  // No recording that is given lasts as long as some plans need.
  const given = plan.ecg.durationS === undefined ? options.ecg : undefined;
  const ecg = given ?? synthesise({ seed: ecgSeed, durationS, ...fields, ...plan.ecg });
  const timed: ScenePlan = { ...plan, page: { shownS: durationS, ...plan.page } };
  return { plan: timed, random, known: { family, seed, scenario: given ? 'recorded' : scenario, ecg } };
}

/** A random page of a family: equal seeds give equal pixels. Throws RangeError for an unknown family. */
export async function renderScene(seed: number, family: string, options: SceneOptions = {}): Promise<Scene> {
  const { plan, random, known } = drawScene(seed, family, options);
  return { ...known, ...(await renderPlan(plan, known.ecg, random.fork('scene'), options.masks)) };
}

/** The same as a report on two pages (see `twoPages`): both went the way of the family's page, one after the other. */
export async function renderTwoPages(
  seed: number,
  family: string,
  options: SceneOptions = {},
): Promise<readonly [limbs: Scene, chest: Scene]> {
  const { plan, random, known } = drawScene(seed, family, options);
  const [limbs, chest] = twoPages(plan.page);
  const rendered = async (page: ScenePlan['page'], name: string): Promise<Scene> => ({
    ...known,
    ...(await renderPlan({ ...plan, page }, known.ecg, random.fork(name), options.masks)),
  });
  return [await rendered(limbs, 'first sheet'), await rendered(chest, 'second sheet')];
}
