import { clock, dayMonthName } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After the archive prints of the GE MUSE family: a table of measurements beside the statements, red letter grid. */
export const muse: VendorStyle = {
  name: 'muse',
  languages: ['en', 'de', 'fr', 'es', 'it'],
  timePrecision: 'second',
  preset: {
    paperMm: [279.4, 215.9],
    gridBoxMm: [7, 60, 265, 140],
    grid: 'full',
    gridColor: [237, 150, 155],
    fineMm: 0.1,
    coarseMm: 0.22,
    fineOpacity: 0.55,
    pulse: 'left',
    separator: 'none',
    label: 'below',
    labelMm: 3.5,
    font: 'sans',
    penMm: 0.22,
  },
  furniture: (page, facts, words) => {
    const right = page.spec.gridBoxMm[0] + page.spec.gridBoxMm[2];
    page.text(9, 10, facts.name, [], { sizeMm: 4.4 });
    page.text(78, 10, `${words.id}:${facts.recordNumber}`);
    page.text(120, 10, `${dayMonthName(facts.taken)}  ${clock(facts.taken)}`, ['acquiredAt']);
    page.right(right, 10, 'SAMPLE HOSPITAL-ECG DEPT', ['site']);
    page.text(9, 17, `${dayMonthName(facts.birth)} (${facts.ageYears} ${words.years})`, ['ageYears']);
    page.text(9, 21, facts.sex === 'male' ? words.male : words.female, ['sex']);
    page.text(9, 27, `${words.room}:${facts.room}`);
    const rows: [string, string, string, Parameters<typeof page.text>[3]][] = [
      [words.rate, String(facts.heartRateBpm), words.perMinute, ['heartRateBpm']],
      [words.pr, facts.prMs === null ? '*' : String(facts.prMs), 'ms', facts.prMs === null ? [] : ['prMs']],
      [words.qrs, String(facts.qrsMs), 'ms', ['qrsMs']],
      [words.qt, `${facts.qtMs}/${facts.qtcMs}`, 'ms', ['qtMs', 'qtcMs']],
    ];
    for (const [i, [label, value, unit, names]] of rows.entries()) {
      const y = 17 + 4 * i;
      page.text(55, y, label);
      page.right(100, y, value, names);
      page.text(103, y, unit);
    }
    page.text(55, 33, words.axes);
    const p = facts.pAxisDeg;
    page.right(88, 33, p === null ? '*' : String(p), p === null ? [] : ['pAxisDeg']);
    page.right(97, 33, String(facts.qrsAxisDeg), ['qrsAxisDeg']);
    page.right(107, 33, String(facts.tAxisDeg), ['tAxisDeg']);
    for (const [i, statement] of facts.statements.entries()) page.text(120, 17 + 4 * i, statement, ['statements']);
    page.text(120, 53, `${words.physician}:`);
    page.text(195, 53, words.unconfirmed);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(9, foot, `${page.spec.speedMmPerS}mm/s`, ['speedMmPerS']);
    page.text(26, foot, gainText(page.spec, 'mm/mV'), ['gainMmPerMv']);
    page.text(49, foot, `${facts.highHz}Hz`, ['filter']);
    page.text(64, foot, 'V9.0   SL 241   CID: 1');
    page.right(right, foot, `Page ${page.spec.pageNumber.join(' of ')}`);
  },
};
