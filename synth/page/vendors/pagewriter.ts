import { clock, dayDots, isoDay } from '../calendar.ts';
import type { VendorStyle } from '../vendor.ts';

/** After the Philips PageWriter family: values in a column with narrow labels, statements with dots, footer after "Speed:". */
export const pagewriter: VendorStyle = {
  name: 'pagewriter',
  languages: ['en', 'de', 'fr', 'it', 'nl', 'pl', 'tr'],
  timePrecision: 'second',
  preset: {
    paperMm: [279.4, 215.9],
    gridBoxMm: [6, 52, 267, 148],
    grid: 'full',
    gridColor: [242, 168, 150],
    fineMm: 0.09,
    coarseMm: 0.2,
    fineOpacity: 0.6,
    pulse: 'right',
    separator: 'none',
    label: 'above',
    labelMm: 3.2,
    font: 'sans',
    penMm: 0.25,
  },
  furniture: (page, facts, words) => {
    const right = page.spec.gridBoxMm[0] + page.spec.gridBoxMm[2];
    const bold = { font: 'sans-bold' } as const;
    page.text(8, 8, facts.recordNumber, [], bold);
    const german = page.spec.language !== 'en';
    const day = german ? dayDots(facts.taken) : isoDay(facts.taken);
    page.text(60, 8, `${day}  ${clock(facts.taken)}`, ['acquiredAt']);
    page.right(right, 8, 'SAMPLE CLINIC (2)', ['site']);
    page.text(8, 13, facts.name.toUpperCase(), [], bold);
    page.text(8, 18, `${facts.ageYears} ${words.years}`, ['ageYears']);
    page.text(28, 18, facts.sex === 'male' ? words.male : words.female, ['sex']);
    const column: [string, string, Parameters<typeof page.text>[3]][] = [
      [page.spec.language === 'en' ? 'Rate' : 'Freq', String(facts.heartRateBpm), ['heartRateBpm']],
      ['PR', facts.prMs === null ? '--' : String(facts.prMs), facts.prMs === null ? [] : ['prMs']],
      ['QRSD', String(facts.qrsMs), ['qrsMs']],
      ['QT', String(facts.qtMs), ['qtMs']],
      ['QTc', String(facts.qtcMs), ['qtcMs']],
    ];
    for (const [i, [label, value, names]] of column.entries()) {
      page.text(8, 25 + 4 * i, label);
      page.right(32, 25 + 4 * i, value, names);
    }
    page.text(40, 25, `--${page.spec.language === 'de' ? 'ACHSEN' : 'AXIS'}--`);
    const axes: [string, number | null, 'pAxisDeg' | 'qrsAxisDeg' | 'tAxisDeg'][] = [
      ['P', facts.pAxisDeg, 'pAxisDeg'],
      ['QRS', facts.qrsAxisDeg, 'qrsAxisDeg'],
      ['T', facts.tAxisDeg, 'tAxisDeg'],
    ];
    for (const [i, [label, value, name]] of axes.entries()) {
      page.text(40, 29 + 4 * i, label);
      page.right(56, 29 + 4 * i, value === null ? '--' : String(value), value === null ? [] : [name]);
    }
    for (const [i, statement] of facts.statements.entries()) {
      const last = i === facts.statements.length - 1;
      if (last) page.text(150, 42, `- ${statement.toUpperCase()} -`, ['statements'], bold);
      else page.text(75, 18 + 4 * i, `. ${statement}`, ['statements']);
    }
    page.right(right, 48, words.unconfirmed);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(8, foot, 'Device:');
    page.text(70, foot, `Speed: ${page.spec.speedMmPerS} mm/sec`, ['speedMmPerS']);
    page.text(112, foot, `Limb: ${page.spec.gainMmPerMv} mm/mV`, ['gainMmPerMv']);
    page.text(148, foot, `Chest: ${page.spec.chestGainMmPerMv.toFixed(1)} mm/mV`);
    page.text(190, foot, `F ${facts.mainsHz}~ ${facts.lowHz}-${facts.highHz} Hz`, ['filter']);
    page.right(right, foot, 'PH080A  P?');
  },
};
