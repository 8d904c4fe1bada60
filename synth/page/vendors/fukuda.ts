import { clock, isoDay } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After Fukuda Denshi's CardiMax: bracketed labels in a typewriter face above orange paper. */
export const fukuda: VendorStyle = {
  name: 'fukuda',
  languages: ['en', 'es', 'it'],
  timePrecision: 'second',
  preset: {
    paperMm: [297, 210],
    gridBoxMm: [10, 42, 275, 156],
    grid: 'full',
    gridColor: [245, 150, 90],
    fineMm: 0.1,
    coarseMm: 0.25,
    fineOpacity: 0.55,
    pulse: 'right',
    separator: 'none',
    label: 'left',
    labelMm: 3.2,
    font: 'mono-bold',
    penMm: 0.3,
  },
  furniture: (page, facts, words) => {
    const plain = { font: 'mono' } as const;
    page.text(12, 9, `[${words.id}] ${facts.recordNumber}`, [], plain);
    page.text(12, 13.5, `[${words.name}] ${facts.name}`, [], plain);
    page.text(12, 18, `[${words.age}] ${facts.ageYears}${words.years}`, ['ageYears'], plain);
    page.text(60, 18, `[${words.sex}] ${facts.sex === 'male' ? 'M' : 'F'}`, ['sex'], plain);
    page.text(12, 22.5, `${isoDay(facts.taken)} ${clock(facts.taken)}`, ['acquiredAt'], plain);
    const rows: [string, string, Parameters<typeof page.text>[3]][] = [
      ['HR', `${facts.heartRateBpm} bpm`, ['heartRateBpm']],
      ['R-R', `${(facts.rrMs / 1000).toFixed(3)} s`, ['rrMs']],
      [
        'P-R',
        facts.prMs === null ? '-----' : `${(facts.prMs / 1000).toFixed(3)} s`,
        facts.prMs === null ? [] : ['prMs'],
      ],
      ['QRS', `${(facts.qrsMs / 1000).toFixed(3)} s`, ['qrsMs']],
      ['QT', `${(facts.qtMs / 1000).toFixed(3)} s`, ['qtMs']],
      ['QTc', `${(facts.qtcMs / 1000).toFixed(3)}`, ['qtcMs']],
      ['AXIS', `${facts.qrsAxisDeg} deg`, ['qrsAxisDeg']],
    ];
    for (const [i, [label, value, names]] of rows.entries()) {
      page.text(95, 9 + 4 * i, label, [], plain);
      page.text(110, 9 + 4 * i, value, names, plain);
    }
    for (const [i, statement] of facts.statements.entries())
      page.text(150, 13 + 4.2 * i, statement, ['statements'], plain);
    page.text(150, 8.5, `<< ${words.unconfirmed} >>`, [], plain);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(12, foot, `${page.spec.speedMmPerS}mm/s`, ['speedMmPerS'], plain);
    page.text(36, foot, gainText(page.spec, 'mm/mV'), ['gainMmPerMv'], plain);
    page.text(66, foot, `FILTER:${facts.highHz}Hz HUM:${facts.mainsHz}Hz`, ['filter'], plain);
    page.right(255, foot, `FX-${facts.modelNumber}`, ['device'], plain);
    page.right(283, foot, 'VER 01-01', [], plain);
  },
};
