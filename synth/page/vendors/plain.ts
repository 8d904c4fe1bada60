import { clock, isoDay } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** No vendor: what research plots and simple viewers print. */
export const plain: VendorStyle = {
  name: 'plain',
  languages: ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'tr'],
  timePrecision: 'second',
  preset: {
    paperMm: [279.4, 215.9],
    gridBoxMm: [0, 0, 279, 215],
    traceBoxMm: [6, 60, 268, 145],
    grid: 'full',
    gridColor: [120, 120, 130],
    fineMm: 0.1,
    coarseMm: 0.2,
    fineOpacity: 0.5,
    pulse: 'none',
    separator: 'tick',
    label: 'below',
    labelMm: 3.6,
    font: 'sans',
    penMm: 0.2,
  },
  furniture: (page, facts, words) => {
    page.text(6, 7, `${words.id}: ${facts.recordNumber}`);
    page.text(80, 7, `${words.name}: ${facts.name}`);
    page.text(155, 7, `${words.date}: ${isoDay(facts.taken)}, ${clock(facts.taken)}`, ['acquiredAt']);
    page.text(6, 12, `${words.age}: ${facts.ageYears} ${words.years === 'yr' ? 'yrs' : words.years}`, ['ageYears']);
    page.text(80, 12, `${words.height}: ${facts.heightCm} cm`);
    page.text(155, 12, `${words.weight}: ${facts.weightKg} kg`);
    page.text(6, 17, `${words.sex}: ${facts.sex === 'male' ? words.male : words.female}`, ['sex']);
    const foot = page.spec.paperMm[1] - 4;
    page.text(60, foot, `${page.spec.speedMmPerS}mm/s`, ['speedMmPerS']);
    page.text(110, foot, gainText(page.spec, 'mm/mV'), ['gainMmPerMv']);
  },
};
