import { clock12, isoDay } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After EDAN's SE series: a title, one line of labels in a typewriter's spacing, a double rule, a dotted grid in a frame. */
export const edan: VendorStyle = {
  name: 'edan',
  languages: ['en', 'es', 'pt', 'tr', 'pl'],
  timePrecision: 'second',
  preset: {
    paperMm: [297, 210],
    gridBoxMm: [9, 38, 280, 160],
    grid: 'dotted',
    gridColor: [226, 150, 150],
    fineMm: 0.12,
    coarseMm: 0.16,
    fineOpacity: 0.5,
    pulse: 'left',
    separator: 'bar',
    label: 'above',
    labelMm: 3.6,
    font: 'serif',
    penMm: 0.3,
    antialias: false,
  },
  furniture: (page, facts, words) => {
    const [left, top, width, height] = page.spec.gridBoxMm;
    page.text(132, 8, 'ECG REPORT', [], { sizeMm: 5.5 });
    page.text(left, 13, `ID : ${facts.recordNumber}`);
    page.text(46, 13, facts.name);
    page.text(78, 13, `${facts.ageYears} ${words.years === 'yr' ? 'Years' : words.years}`, ['ageYears']);
    page.text(100, 13, facts.sex === 'male' ? words.male : words.female, ['sex']);
    page.text(122, 13, `${facts.heightCm} cm`);
    page.text(140, 13, `${facts.weightKg} kg`);
    page.text(156, 13, `${facts.systolicMmHg}/${facts.diastolicMmHg} mmHg`);
    page.text(left, 17.5, `${words.room}: ${facts.room}`);
    page.rule(left, 19.2, left + width, 19.2, 0.5);
    page.rule(left, 20.2, left + width, 20.2, 0.5);
    const rows: [string, string, Parameters<typeof page.text>[3]][] = [
      ['HR', `${facts.heartRateBpm} bpm`, ['heartRateBpm']],
      ['P', facts.pMs === null ? '' : `${facts.pMs} ms`, facts.pMs === null ? [] : ['pMs']],
      ['PR', facts.prMs === null ? '' : `${facts.prMs} ms`, facts.prMs === null ? [] : ['prMs']],
      ['QRS', `${facts.qrsMs} ms`, ['qrsMs']],
      ['QT/QTc', `${facts.qtMs}/${facts.qtcMs} ms`, ['qtMs', 'qtcMs']],
      [
        'P/QRS/T',
        `${facts.pAxisDeg ?? ''}/${facts.qrsAxisDeg}/${facts.tAxisDeg} °`,
        facts.pAxisDeg === null ? ['qrsAxisDeg', 'tAxisDeg'] : ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'],
      ],
      ['RV5/SV1', `${facts.rv5Mv.toFixed(3)}/${facts.sv1Mv.toFixed(3)} mV`, ['rv5Mv', 'sv1Mv']],
      ['RV5+SV1', `${(facts.rv5Mv + facts.sv1Mv).toFixed(3)} mV`, ['rv5PlusSv1Mv']],
    ];
    for (const [i, [label, value, names]] of rows.filter(([, value]) => value !== '').entries()) {
      const [x, y] = [left + 62 * Math.floor(i / 4), 24 + 4 * (i % 4)];
      page.text(x, y, `${label}`);
      page.text(x + 16, y, `: ${value}`, names);
    }
    page.text(140, 24, 'Diagnosis Information:');
    for (const [i, statement] of facts.statements.slice(0, 3).entries())
      page.text(143, 28 + 3.8 * i, statement, ['statements']);
    page.text(235, 28, 'Technician :');
    page.text(235, 32, 'Report Confirmed by:');
    for (const [a, b, c, d] of [
      [0, 0, 1, 0],
      [1, 0, 1, 1],
      [1, 1, 0, 1],
      [0, 1, 0, 0],
    ] as const)
      page.rule(left + a * width, top + b * height, left + c * width, top + d * height, 0.3);
    const foot = top + height + 5;
    page.text(left, foot, `${facts.lowHz}~${facts.highHz}Hz`, ['filter']);
    page.text(left + 22, foot, `AC${facts.mainsHz}`);
    page.text(left + 34, foot, `${page.spec.speedMmPerS}mm/s`, ['speedMmPerS']);
    page.text(left + 52, foot, gainText(page.spec, 'mm/mV'), ['gainMmPerMv']);
    page.text(left + 75, foot, `♥${facts.heartRateBpm}`, ['heartRateBpm'], { font: 'sans' });
    page.text(left + 90, foot, `SE-${facts.modelNumber % 1000}`, ['device']);
    page.text(left + 103, foot, 'V1.0');
    page.right(left + width, foot, `${isoDay(facts.taken)}  ${clock12(facts.taken)}`, ['acquiredAt']);
  },
};
