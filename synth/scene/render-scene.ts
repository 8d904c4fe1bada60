import { renderPage } from '../page/render-page.ts';
import { seededRandom } from '../random.ts';
import { drawScenario } from '../scenario.ts';
import { synthesise } from '../synthesise.ts';
import type { Ecg, RenderedPage, Role } from '../types.ts';
import { FAMILIES } from './families.ts';

export interface Scene extends RenderedPage {
  readonly family: string;
  readonly seed: number;
  readonly scenario: string;
  readonly ecg: Ecg;
}

/** A random page of a family: equal seeds give equal pixels. Throws RangeError for an unknown family. */
export async function renderScene(seed: number, family: string, masks: readonly Role[] = []): Promise<Scene> {
  const kind = FAMILIES[family];
  if (kind === undefined) throw new RangeError(`unknown family ${family}`);
  const random = seededRandom(seed).fork(family);
  const { scenario, ...fields } = drawScenario(random.fork('ecg'));
  const page = kind.page(random.fork('page'));
  const durationS = page.speedMmPerS === 12.5 && random.chance(0.5) ? 20 : 10;
  const ecg = synthesise({ seed: random.integer(0, 2 ** 31 - 1), durationS, ...fields });
  return { family, seed, scenario, ecg, ...renderPage({ shownS: durationS, ...page }, ecg, masks) };
}
