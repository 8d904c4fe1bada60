import { clock, dayDots } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After Schiller's CARDIOVIT: bold heading, values joined by colons in two columns, short lead blocks, footer at the left. */
export const schiller: VendorStyle = {
  name: 'schiller',
  languages: ['de', 'fr', 'it', 'en', 'nl', 'pl'],
  timePrecision: 'minute',
  preset: {
    paperMm: [297, 210],
    gridBoxMm: [5, 40, 287, 160],
    grid: 'full',
    gridColor: [240, 145, 120],
    fineMm: 0.1,
    coarseMm: 0.24,
    fineOpacity: 0.65,
    pulse: 'left',
    separator: 'gap',
    label: 'left',
    labelMm: 3,
    font: 'sans',
    penMm: 0.28,
  },
  furniture: (page, facts, words) => {
    const bold = { font: 'sans-bold' } as const;
    page.text(8, 9, facts.name, [], { ...bold, sizeMm: 4 });
    page.text(8, 14, `${words.id}:`);
    page.text(32, 14, facts.recordNumber);
    page.text(8, 18, `${words.born}:`);
    page.text(32, 18, dayDots(facts.birth));
    page.text(8, 22, `${words.age}:`);
    page.text(32, 22, `${facts.ageYears} ${words.years}`, ['ageYears']);
    page.text(8, 26, `${words.sex}:`);
    page.text(32, 26, facts.sex === 'male' ? words.male : words.female, ['sex']);
    page.text(8, 30, `${words.height}/${words.weight}:`);
    page.text(38, 30, `${facts.heightCm} cm / ${facts.weightKg} kg`);
    page.text(90, 9, `${words.date}: ${dayDots(facts.taken)} ${clock(facts.taken, false)}`, ['acquiredAt'], bold);
    const rows: [string, string, Parameters<typeof page.text>[3]][] = [
      ['HR', `${facts.heartRateBpm} ${words.perMinute}`, ['heartRateBpm']],
      ['P', facts.pMs === null ? '---' : `${facts.pMs} ms`, facts.pMs === null ? [] : ['pMs']],
      ['PR', facts.prMs === null ? '---' : `${facts.prMs} ms`, facts.prMs === null ? [] : ['prMs']],
      ['QRS', `${facts.qrsMs} ms`, ['qrsMs']],
      ['QT', `${facts.qtMs} ms`, ['qtMs']],
      ['QTc', `${facts.qtcMs} ms`, ['qtcMs']],
    ];
    for (const [i, [label, value, names]] of rows.entries()) {
      page.text(90, 14 + 4 * i, `${label} :`);
      page.text(104, 14 + 4 * i, value, names);
    }
    const axes: [string, number | null, 'pAxisDeg' | 'qrsAxisDeg' | 'tAxisDeg'][] = [
      ['P', facts.pAxisDeg, 'pAxisDeg'],
      ['QRS', facts.qrsAxisDeg, 'qrsAxisDeg'],
      ['T', facts.tAxisDeg, 'tAxisDeg'],
    ];
    for (const [i, [label, value, name]] of axes.entries()) {
      page.text(130, 14 + 4 * i, `${label} :`);
      page.text(142, 14 + 4 * i, value === null ? '---' : `${value} °`, value === null ? [] : [name]);
    }
    page.text(170, 9, 'Interpretation', [], bold);
    for (const [i, statement] of facts.statements.entries()) page.text(170, 14 + 4 * i, statement, ['statements']);
    page.text(240, 36, words.unconfirmed);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(8, foot, 'CARDIO');
    page.text(25, foot, `AT-${facts.modelNumber % 100}`, ['device']);
    page.text(60, foot, `${page.spec.speedMmPerS} mm/s`, ['speedMmPerS']);
    page.text(84, foot, gainText(page.spec, ' mm/mV'), ['gainMmPerMv']);
    page.text(110, foot, `LP ${facts.highHz} Hz  AC ${facts.mainsHz} Hz`, ['filter']);
    page.right(288, foot, 'SW V2.30');
  },
};
