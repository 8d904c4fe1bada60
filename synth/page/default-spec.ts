import type { PageSpec } from './page-spec.ts';
import { VENDORS } from './vendors/index.ts';

/** A whole page spec from the fields that matter: the vendor's preset over a plain A4 page with a red grid. */
export function completePage(fields: Partial<PageSpec> & { readonly seed: number }): PageSpec {
  const vendor = fields.vendor ?? 'muse';
  const style = VENDORS[vendor];
  if (style === undefined) throw new RangeError(`unknown vendor ${vendor}`);
  const whole: PageSpec = {
    vendor,
    language: 'en',
    layout: '3x4',
    rhythmLeads: ['II'],
    rowsGoOn: 1,
    paperMm: [297, 210],
    gridBoxMm: [10, 45, 275, 150],
    traceBoxMm: fields.traceBoxMm ??
      fields.gridBoxMm ??
      style.preset.traceBoxMm ??
      style.preset.gridBoxMm ?? [10, 45, 275, 150],
    grid: 'full',
    gridColor: [240, 150, 150],
    fineMm: 0.1,
    coarseMm: 0.22,
    fineOpacity: 0.6,
    paper: [255, 255, 255],
    ink: [16, 16, 20],
    inkOpacity: 1,
    penMm: 0.25,
    traceStyle: 'line',
    speedMmPerS: 25,
    gainMmPerMv: 10,
    chestGainMmPerMv: fields.gainMmPerMv ?? 10,
    pulse: 'left',
    separator: 'none',
    separatorMm: 0.3,
    columnGapMm: 0,
    columnsAtOnce: false,
    label: 'above',
    labelMm: 3.4,
    font: 'sans',
    labelFont: fields.font ?? style.preset.font ?? 'sans',
    shownS: 10,
    antialias: true,
    furniture: true,
    pageNumber: [1, 1],
    pxPerMm: 8,
    patient: {},
    ...style.preset,
    ...fields,
  };
  return whole;
}
