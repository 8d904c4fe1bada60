import { completePage } from '../page/default-spec.ts';
import type { Random } from '../random.ts';
import { finger } from './fingers.ts';
import { roomLight } from './light.ts';
import { drawExcerpt, drawPage, type PageFreedom } from './page-draw.ts';
import { handwriting, stains, stamp } from './paper-marks.ts';
import type { PageFields, ScenePlan } from './plan.ts';
import { defocus, jpeg, motionBlur, noise } from './sensor.ts';
import { drawStrip } from './strip-draw.ts';
import { photoView, scannerView } from './views.ts';
import { drawWearable } from './wearable-draw.ts';

/** Vendors that training may see. */
const SEEN_VENDORS = ['muse', 'mac', 'pagewriter', 'mortara', 'edan', 'nihon-kohden', 'mindray', 'plain'];
/** Vendors whose every page is held out. */
export const UNSEEN_VENDORS = ['schiller', 'fukuda'];

/** A random page of a seen vendor. */
export function page(random: Random, freedom: Partial<PageFreedom> = {}): PageFields {
  return drawPage(random, { vendors: SEEN_VENDORS, pxPerMm: [6, 12], looseStyle: true, fullGrid: false, ...freedom });
}

/** A picture cut out of a report. */
export function excerpt(random: Random, pxPerMm: readonly [number, number]): PageFields {
  return drawExcerpt(random, { vendors: SEEN_VENDORS, pxPerMm, looseStyle: true, fullGrid: true });
}

/** A page that is its own picture. */
export function flat(pageFields: PageFields, rest: Partial<ScenePlan> = {}): ScenePlan {
  return {
    page: pageFields,
    marks: [],
    headDotsPerMm: null,
    sheetEffects: [],
    view: null,
    effects: [],
    ecg: {},
    ...rest,
  };
}

/** A strip of a monitor. */
export function strip(random: Random): PageFields {
  return drawStrip(random, { vendors: SEEN_VENDORS, pxPerMm: [5, 12], looseStyle: true, fullGrid: true });
}

/** A report of a watch. */
export function wearable(random: Random): PageFields {
  return drawWearable(random, { vendors: SEEN_VENDORS, pxPerMm: [5, 12], looseStyle: true, fullGrid: false });
}

/** A page from a flatbed. */
export function scan(
  random: Random,
  freedom: Partial<PageFreedom>,
  rollDeg: number,
  rest: Partial<ScenePlan> = {},
): ScenePlan {
  const fields = page(random, freedom);
  return flat(fields, {
    view: scannerView(random, fields, rollDeg, fields.pxPerMm ?? 8),
    effects: [defocus(random.uniform(0.2, 0.8)), noise(random, random.uniform(0.5, 4)), jpeg(random.integer(55, 95))],
    ...rest,
  });
}

/** A page on a table. `bend` 0–1 is how little it lies flat, `strength` 0–1 how bad light and camera are. */
export function photo(
  random: Random,
  freedom: Partial<PageFreedom>,
  tiltDeg: number,
  bend: number,
  strength: number,
): ScenePlan {
  const fields = page(random, { pxPerMm: [6, 11], ...freedom });
  return flat(fields, {
    view: photoView(random, fields, tiltDeg, bend, fields.pxPerMm ?? 8),
    effects: [
      roomLight(random, strength),
      random.chance(0.25 * strength)
        ? motionBlur(random.uniform(1.5, 6) * strength, random.uniform(0, 180))
        : defocus(random.uniform(0.3, 1.6) * strength),
      ...(random.chance(0.15) ? [finger(random)] : []),
      noise(random, random.uniform(1, 9) * strength),
      jpeg(random.integer(strength > 0.9 ? 30 : 50, 95)),
    ],
  });
}

/** What people leave on paper. */
export function marks(random: Random, fields: PageFields): Pick<ScenePlan, 'marks' | 'sheetEffects'> {
  const size = completePage(fields).paperMm;
  return {
    marks: [
      ...Array.from({ length: random.integer(1, 4) }, () => handwriting(random, size)),
      ...(random.chance(0.6) ? stamp(random, size) : []),
    ],
    sheetEffects: random.chance(0.6) ? [stains(random)] : [],
  };
}

/** How askew people lay a sheet, degrees. */
export const smallAngle = (random: Random): number => 1.2 * random.normal();
