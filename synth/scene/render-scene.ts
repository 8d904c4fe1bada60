import { type ComposedPage, composePage, flatTruth } from '../page/render-page.ts';
import { rasterise } from '../page/rasterise.ts';
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
  const density = view.pxPerMm * SHEET_OVER_PICTURE;
  const sheet = rasterise(drawing, { pxPerMm: density, antialias: spec.antialias, masks: roles });
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
  return { raster: await applied(drawn.raster, effects), masks: drawn.masks, truth };
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

/** A random page of a family: equal seeds give equal pixels. Throws RangeError for an unknown family. */
export async function renderScene(seed: number, family: string, roles: readonly Role[] = []): Promise<Scene> {
  const kind = FAMILIES[family];
  if (kind === undefined) throw new RangeError(`unknown family ${family}`);
  const random = seededRandom(seed).fork(family);
  const { scenario, ...fields } = drawScenario(random.fork('ecg'));
  const plan = kind.plan(random.fork('plan'));
  const durationS = plan.page.speedMmPerS === 12.5 && random.chance(0.5) ? 20 : 10;
  const ecg = synthesise({ seed: random.integer(0, 2 ** 31 - 1), durationS, ...fields, ...plan.ecg });
  const timed = { ...plan, page: { shownS: durationS, ...plan.page } };
  return { family, seed, scenario, ecg, ...(await renderPlan(timed, ecg, random.fork('scene'), roles)) };
}
