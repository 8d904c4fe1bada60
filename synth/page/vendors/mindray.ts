import { clock, isoDay } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After Mindray's BeneHeart carts: a boxed heading, measurement pairs in one row, names above the leads. */
export const mindray: VendorStyle = {
  name: 'mindray',
  languages: ['en', 'es', 'pt', 'tr', 'fr'],
  timePrecision: 'second',
  preset: {
    paperMm: [297, 210],
    gridBoxMm: [6, 44, 285, 156],
    grid: 'full',
    gridColor: [250, 175, 175],
    fineMm: 0.09,
    coarseMm: 0.2,
    fineOpacity: 0.7,
    pulse: 'left',
    separator: 'tick',
    label: 'above',
    labelMm: 3.2,
    font: 'sans',
    penMm: 0.25,
  },
  furniture: (page, facts, words) => {
    page.text(8, 9, facts.name, [], { font: 'sans-bold', sizeMm: 4 });
    page.text(8, 14, `${words.id}: ${facts.recordNumber}`);
    page.text(8, 18.5, `${facts.sex === 'male' ? words.male : words.female}`, ['sex']);
    page.text(34, 18.5, `${facts.ageYears} ${words.years}`, ['ageYears']);
    page.text(8, 27.5, `${words.order}: ${facts.orderNumber}`, ['orderNumber']);
    page.text(8, 23, `${isoDay(facts.taken)} ${clock(facts.taken)}`, ['acquiredAt']);
    const cells: [string, string, Parameters<typeof page.text>[3]][] = [
      [words.rate, `${facts.heartRateBpm} ${words.perMinute}`, ['heartRateBpm']],
      [words.pr, facts.prMs === null ? '--' : `${facts.prMs} ms`, facts.prMs === null ? [] : ['prMs']],
      [words.qrs, `${facts.qrsMs} ms`, ['qrsMs']],
      [words.qt, `${facts.qtMs}/${facts.qtcMs} ms`, ['qtMs', 'qtcMs']],
      [
        words.axes,
        `${facts.pAxisDeg ?? '--'}/${facts.qrsAxisDeg}/${facts.tAxisDeg} °`,
        facts.pAxisDeg === null ? ['qrsAxisDeg', 'tAxisDeg'] : ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'],
      ],
    ];
    cells.push(['RV5/SV1', `${facts.rv5Mv.toFixed(2)}/${facts.sv1Mv.toFixed(2)} mV`, ['rv5Mv', 'sv1Mv']]);
    for (const [i, [label, value, names]] of cells.entries()) {
      page.text(80, 9 + 4.4 * i, label);
      page.text(108, 9 + 4.4 * i, value, names);
    }
    for (const [i, statement] of facts.statements.entries()) page.text(150, 9 + 4.4 * i, statement, ['statements']);
    page.rule(6, 33, 291, 33, 0.2);
    page.text(8, 38, `${words.physician}:`);
    page.text(150, 38, words.unconfirmed);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(8, foot, `${page.spec.speedMmPerS} mm/s`, ['speedMmPerS']);
    page.text(30, foot, gainText(page.spec, ' mm/mV'), ['gainMmPerMv']);
    page.text(56, foot, `${facts.lowHz} - ${facts.highHz} Hz`, ['filter']);
    page.text(84, foot, `AC ${facts.mainsHz} Hz`);
    page.right(289, foot, page.spec.pageNumber.join('/'));
  },
};
