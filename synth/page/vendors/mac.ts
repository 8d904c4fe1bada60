import { clock, dayDots, dayMonthName } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After the thermal prints of GE's MAC carts: few lines of small type on red paper that the grid covers edge to edge. */
export const mac: VendorStyle = {
  name: 'mac',
  languages: ['en', 'de', 'fr', 'it', 'es', 'nl'],
  timePrecision: 'second',
  preset: {
    paperMm: [297, 210],
    gridBoxMm: [0, 0, 297, 210],
    traceBoxMm: [8, 40, 281, 162],
    grid: 'full',
    gridColor: [235, 140, 135],
    fineMm: 0.12,
    coarseMm: 0.28,
    fineOpacity: 0.5,
    paper: [255, 247, 243],
    pulse: 'left',
    separator: 'none',
    label: 'above',
    labelMm: 3.4,
    font: 'sans',
    penMm: 0.32,
  },
  furniture: (page, facts, words) => {
    const english = page.spec.language === 'en';
    page.text(8, 9, facts.name);
    page.text(8, 13.5, `${words.id} ${facts.recordNumber}`);
    page.text(8, 18, `${facts.ageYears} ${words.years}`, ['ageYears']);
    page.text(28, 18, facts.sex === 'male' ? words.male : words.female, ['sex']);
    page.text(75, 9, `${english ? dayMonthName(facts.taken) : dayDots(facts.taken)}   ${clock(facts.taken)}`, [
      'acquiredAt',
    ]);
    const rows: [string, string, string, Parameters<typeof page.text>[3]][] = [
      [words.rate, String(facts.heartRateBpm), words.perMinute, ['heartRateBpm']],
      [words.pr, facts.prMs === null ? '--' : String(facts.prMs), 'ms', facts.prMs === null ? [] : ['prMs']],
      [words.qrs, String(facts.qrsMs), 'ms', ['qrsMs']],
      [words.qt, `${facts.qtMs}/${facts.qtcMs}`, 'ms', ['qtMs', 'qtcMs']],
      [
        words.axes,
        `${facts.pAxisDeg ?? '--'} ${facts.qrsAxisDeg} ${facts.tAxisDeg}`,
        '',
        facts.pAxisDeg === null ? ['qrsAxisDeg', 'tAxisDeg'] : ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'],
      ],
    ];
    for (const [i, [label, value, unit, names]] of rows.entries()) {
      page.text(75, 14 + 4 * i, label);
      page.right(120, 14 + 4 * i, value, names);
      if (unit !== '') page.text(122, 14 + 4 * i, unit);
    }
    for (const [i, statement] of facts.statements.entries()) page.text(150, 9 + 4 * i, statement, ['statements']);
    page.text(150, 33, words.unconfirmed);
    const foot = page.spec.paperMm[1] - 4;
    page.text(8, foot, `MAC ${facts.modelNumber}`, ['device']);
    page.text(40, foot, `${page.spec.speedMmPerS} mm/s`, ['speedMmPerS']);
    page.text(62, foot, gainText(page.spec, ' mm/mV'), ['gainMmPerMv']);
    page.text(88, foot, `ADS  ${facts.lowHz}-${facts.highHz} Hz  ${facts.mainsHz} Hz`, ['filter']);
    page.right(289, foot, `4x2.5x3_25_R1   ${page.spec.pageNumber.join('/')}`);
  },
};
