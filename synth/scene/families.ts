import type { Random } from '../random.ts';
import { dither } from './dither.ts';
import { moire, roomLight } from './light.ts';
import { blackAndWhite, fax, grey, lineArt, photocopy } from './office.ts';
import { thermalFade } from './paper-marks.ts';
import type { ScenePlan } from './plan.ts';
import { defocus, jpeg, noise } from './sensor.ts';
import { closer, photoView, scannerView } from './views.ts';
import { excerpt, flat, marks, page, photo, scan, smallAngle, strip, UNSEEN_VENDORS, wearable } from './ways.ts';

/** A kind of page with its way to the computer. Held-out families are for measuring only, never for training. */
export interface Family {
  readonly heldOut: boolean;
  readonly plan: (random: Random) => ScenePlan;
}

/** Every family by name. */
export const FAMILIES: Readonly<Record<string, Family>> = {
  'preset-clean': { heldOut: false, plan: (r) => flat(page(r, { looseStyle: false })) },
  'scan-clean': { heldOut: false, plan: (r) => flat(page(r, { pxPerMm: [5.9, 15.75] })) },
  overlap: {
    heldOut: false,
    plan: (r) =>
      flat(
        {
          ...page(r, { pxPerMm: [6, 12] }),
          layout: '12x1',
          rhythmLeads: [],
          gainMmPerMv: 10,
          chestGainMmPerMv: 10,
          speedMmPerS: 25,
        },
        { ecg: { voltage: r.uniform(1.5, 2.3), rateBpm: r.uniform(55, 110) } },
      ),
  },
  scan: { heldOut: false, plan: (r) => scan(r, {}, smallAngle(r)) },
  'scan-turned': { heldOut: false, plan: (r) => scan(r, {}, r.pick([90, 180, 270]) + smallAngle(r)) },
  'scan-any-angle': { heldOut: false, plan: (r) => scan(r, { fullGrid: true }, r.uniform(-180, 180)) },
  'scan-marked': {
    heldOut: false,
    plan: (r) => {
      const plan = scan(r, {}, smallAngle(r));
      return { ...plan, ...marks(r, plan.page) };
    },
  },
  'scan-low': { heldOut: false, plan: (r) => scan(r, { pxPerMm: [4, 6] }, smallAngle(r)) },
  'scan-grey': {
    heldOut: false,
    plan: (r) => {
      const plan = scan(r, {}, smallAngle(r));
      return { ...plan, effects: [grey, ...plan.effects] };
    },
  },
  'black-and-white': {
    heldOut: false,
    plan: (r) => scan(r, { pxPerMm: [6, 12] }, smallAngle(r), { effects: [defocus(0.4), blackAndWhite(r)] }),
  },
  'line-art': { heldOut: false, plan: (r) => flat(page(r, { pxPerMm: [4, 12] }), { effects: [lineArt] }) },
  photocopy: {
    heldOut: false,
    plan: (r) =>
      scan(r, {}, smallAngle(r), { effects: [defocus(r.uniform(0.4, 1)), photocopy(r), jpeg(r.integer(60, 95))] }),
  },
  fax: {
    heldOut: false,
    plan: (r) => scan(r, { pxPerMm: [7.9, 8.1] }, smallAngle(r), { effects: [defocus(0.5), fax(r)] }),
  },
  thermal: {
    heldOut: false,
    plan: (r) =>
      scan(r, { vendors: ['mac', 'edan', 'mindray'] }, smallAngle(r), {
        headDotsPerMm: r.pick([null, 8, 8, 12]),
        sheetEffects: [thermalFade(r)],
      }),
  },
  cropped: {
    heldOut: false,
    plan: (r) => {
      const plan = scan(r, {}, 0);
      return {
        ...plan,
        view: plan.view && {
          ...closer(r, plan.view, plan.page),
          camera: { ...plan.view.camera, rollDeg: smallAngle(r) },
        },
      };
    },
  },
  excerpt: {
    heldOut: false,
    plan: (r) => flat(excerpt(r, [3.2, 9]), { effects: [defocus(r.uniform(0.2, 0.7)), jpeg(r.integer(55, 95))] }),
  },
  'excerpt-scan': {
    heldOut: false,
    plan: (r) => {
      const fields = excerpt(r, [3.6, 11]);
      const view = scannerView(r, fields, 0.7 * smallAngle(r), fields.pxPerMm ?? 6);
      const cut = (): number => r.uniform(-0.008, 0);
      return flat(fields, {
        view: { ...view, margins: [cut(), cut(), cut(), cut()] },
        effects: [defocus(r.uniform(0.2, 0.9)), noise(r, r.uniform(0.5, 5)), jpeg(r.integer(50, 95))],
      });
    },
  },
  'excerpt-photo': {
    heldOut: false,
    plan: (r) => {
      const fields = excerpt(r, [4, 10]);
      const view = photoView(r, fields, 12, 0.5, fields.pxPerMm ?? 7);
      const cut = (): number => r.uniform(-0.03, 0.02);
      return flat(fields, {
        view: { ...view, margins: [cut(), cut(), cut(), cut()] },
        effects: [roomLight(r, 0.8), defocus(r.uniform(0.3, 1.2)), noise(r, r.uniform(1, 6)), jpeg(r.integer(45, 92))],
      });
    },
  },
  photo: { heldOut: false, plan: (r) => photo(r, {}, 18, 0.4, 0.7) },
  'photo-close': {
    heldOut: false,
    plan: (r) => {
      const plan = photo(r, {}, 10, 0.5, 0.8);
      return { ...plan, view: plan.view && closer(r, plan.view, plan.page) };
    },
  },
  'photo-hard': { heldOut: false, plan: (r) => photo(r, {}, 35, 1, 1) },
  'photo-marked': {
    heldOut: false,
    plan: (r) => {
      const plan = photo(r, {}, 18, 0.5, 0.8);
      return { ...plan, ...marks(r, plan.page) };
    },
  },
  'screen-photo': {
    heldOut: false,
    plan: (r) => {
      const plan = photo(r, {}, 15, 0, 0.5);
      return { ...plan, effects: [moire(r), ...plan.effects] };
    },
  },
  dithered: {
    heldOut: false,
    plan: (r) => {
      // Printed as dots and scanned in grey, or printed well and scanned as dots.
      const printed = r.chance(0.5);
      const plan = scan(r, { pxPerMm: [7, 12] }, smallAngle(r));
      const dots = dither(r);
      return printed ? { ...plan, sheetEffects: [dots] } : { ...plan, effects: [defocus(0.4), dots] };
    },
  },
  strip: {
    heldOut: false,
    plan: (r) => flat(strip(r), { effects: [defocus(r.uniform(0.2, 0.6)), jpeg(r.integer(60, 95))] }),
  },
  'strip-photo': {
    heldOut: false,
    plan: (r) => {
      const fields = strip(r);
      return flat(fields, {
        view: photoView(r, fields, 12, 0.4, fields.pxPerMm ?? 8),
        effects: [roomLight(r, 0.7), defocus(r.uniform(0.3, 1)), noise(r, r.uniform(1, 5)), jpeg(r.integer(50, 92))],
      });
    },
  },
  'column-times': {
    heldOut: true,
    plan: (r) => {
      const atOnce = r.chance(0.5);
      const fields = page(r, { looseStyle: false, pxPerMm: [5.9, 12] });
      const layout = { layout: '3x4', rhythmLeads: atOnce && r.chance(0.3) ? [] : (['II'] as const) };
      const scale = { speedMmPerS: 25, gainMmPerMv: 10, chestGainMmPerMv: 10, shownS: 10 };
      const columnGapMm = atOnce && r.chance(0.6) ? 0 : r.uniform(2, 5);
      return flat({ ...fields, ...layout, ...scale, columnsAtOnce: atOnce, columnGapMm });
    },
  },
  wearable: {
    heldOut: true,
    plan: (r) => flat(wearable(r), { ecg: { durationS: 30 }, effects: [defocus(r.uniform(0.2, 0.6))] }),
  },
  'wearable-photo': {
    heldOut: true,
    plan: (r) => {
      const fields = wearable(r);
      return flat(fields, {
        ecg: { durationS: 30 },
        view: photoView(r, fields, 15, 0.4, fields.pxPerMm ?? 8),
        effects: [roomLight(r, 0.6), defocus(r.uniform(0.3, 1)), noise(r, r.uniform(1, 5)), jpeg(r.integer(50, 92))],
      });
    },
  },
  'unseen-vendor-clean': { heldOut: true, plan: (r) => flat(page(r, { vendors: UNSEEN_VENDORS, looseStyle: false })) },
  'unseen-vendor-scan': {
    heldOut: true,
    plan: (r) => scan(r, { vendors: UNSEEN_VENDORS, looseStyle: false }, smallAngle(r)),
  },
  'unseen-vendor-photo': {
    heldOut: true,
    plan: (r) => photo(r, { vendors: UNSEEN_VENDORS, looseStyle: false }, 25, 0.6, 0.8),
  },
  'photo-of-photocopy': {
    heldOut: true,
    plan: (r) => {
      const plan = photo(r, {}, 18, 0.5, 0.7);
      return { ...plan, sheetEffects: [photocopy(r)] };
    },
  },
};

/** Families that no training may use. */
export const HELD_OUT_FAMILIES: readonly string[] = Object.keys(FAMILIES).filter((name) => FAMILIES[name]?.heldOut);
