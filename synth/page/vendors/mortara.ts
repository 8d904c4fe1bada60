import { clock, monthSlashes } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After Mortara and Welch Allyn ELI carts: three columns of small type, statements in capitals, bars between leads. */
export const mortara: VendorStyle = {
  name: 'mortara',
  languages: ['en', 'es', 'it', 'fr'],
  timePrecision: 'second',
  preset: {
    paperMm: [279.4, 215.9],
    gridBoxMm: [8, 46, 263, 155],
    grid: 'full',
    gridColor: [246, 160, 140],
    fineMm: 0.08,
    coarseMm: 0.18,
    fineOpacity: 0.7,
    pulse: 'right',
    separator: 'tick',
    label: 'above',
    labelMm: 3,
    font: 'sans',
    penMm: 0.2,
  },
  furniture: (page, facts, words) => {
    const small = { sizeMm: 2.8 };
    const right = page.spec.gridBoxMm[0] + page.spec.gridBoxMm[2];
    page.text(10, 9, facts.name.toUpperCase(), [], { sizeMm: 4.2, font: 'sans-bold' });
    page.text(10, 14, `${words.id}: ${facts.recordNumber}`, [], small);
    page.text(60, 14, `${words.born}: ${monthSlashes(facts.birth)}`, [], small);
    page.text(10, 18, `${words.age}: ${facts.ageYears} ${words.years}`, ['ageYears'], small);
    page.text(60, 18, `${words.sex}: ${facts.sex === 'male' ? words.male : words.female}`, ['sex'], small);
    page.text(10, 22, `${words.height}: ${facts.heightCm} cm   ${words.weight}: ${facts.weightKg} kg`, [], small);
    page.text(10, 26, `${words.order}: ${facts.orderNumber}`, ['orderNumber'], small);
    page.text(105, 9, `${words.date}: ${monthSlashes(facts.taken)} ${clock(facts.taken)}`, ['acquiredAt'], small);
    const rows: [string, string, Parameters<typeof page.text>[3]][] = [
      [words.rate, `${facts.heartRateBpm} ${words.perMinute}`, ['heartRateBpm']],
      ['RR', `${facts.rrMs} ms`, ['rrMs']],
      [words.pr, facts.prMs === null ? '--' : `${facts.prMs} ms`, facts.prMs === null ? [] : ['prMs']],
      [words.qrs, `${facts.qrsMs} ms`, ['qrsMs']],
      [words.qt, `${facts.qtMs}/${facts.qtcMs} ms`, ['qtMs', 'qtcMs']],
    ];
    for (const [i, [label, value, names]] of rows.entries()) {
      page.text(105, 14 + 3.6 * i, `${label}:`, [], small);
      page.text(132, 14 + 3.6 * i, value, names, small);
    }
    const p = facts.pAxisDeg;
    page.text(105, 14 + 3.6 * 5, `${words.axes}:`, [], small);
    page.text(
      132,
      32,
      `${p ?? '--'}  ${facts.qrsAxisDeg}  ${facts.tAxisDeg}`,
      p === null ? ['qrsAxisDeg', 'tAxisDeg'] : ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'],
      small,
    );
    for (const [i, statement] of facts.statements.entries())
      page.text(165, 14 + 3.6 * i, statement.toUpperCase(), ['statements'], small);
    page.text(165, 9, words.unconfirmed.toUpperCase(), [], small);
    page.right(right, 42, 'SAMPLE MEDICAL CENTER', ['site'], small);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(10, foot, `${page.spec.speedMmPerS} mm/s`, ['speedMmPerS'], small);
    page.text(28, foot, gainText(page.spec, ' mm/mV'), ['gainMmPerMv'], small);
    page.text(48, foot, `${facts.lowHz}-${facts.highHz} Hz`, ['filter'], small);
    page.text(66, foot, `AC ${facts.mainsHz}`, [], small);
    page.right(right, foot, 'EL V2.2.0   SEQ 00000', [], small);
  },
};
