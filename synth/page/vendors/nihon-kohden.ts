import { clock, isoDay } from '../calendar.ts';
import { gainText, type VendorStyle } from '../vendor.ts';

/** After Nihon Kohden's ECG carts: typewriter face, codes in front of statements, double asterisk frame of the verdict. */
export const nihonKohden: VendorStyle = {
  name: 'nihon-kohden',
  languages: ['en', 'es', 'pt'],
  timePrecision: 'minute',
  preset: {
    paperMm: [297, 210],
    gridBoxMm: [8, 48, 280, 150],
    grid: 'full',
    gridColor: [240, 170, 170],
    fineMm: 0.1,
    coarseMm: 0.3,
    fineOpacity: 0.5,
    pulse: 'left',
    separator: 'gap',
    label: 'above',
    labelMm: 3.2,
    font: 'mono',
    penMm: 0.25,
  },
  furniture: (page, facts, words) => {
    const day = isoDay(facts.taken).replaceAll('-', '/');
    page.text(10, 9, `${words.id}: ${facts.recordNumber}`);
    page.text(10, 13.5, `${words.name}: ${facts.name}`);
    page.text(10, 18, `${facts.ageYears} ${words.years === 'yr' ? 'years' : words.years}`, ['ageYears']);
    page.text(40, 18, facts.sex === 'male' ? words.male : words.female, ['sex']);
    page.text(10, 22.5, `${facts.heightCm}cm ${facts.weightKg}kg ${facts.systolicMmHg}/${facts.diastolicMmHg}mmHg`);
    page.text(95, 9, `${day} ${clock(facts.taken, false)}`, ['acquiredAt']);
    const rows: [string, string, Parameters<typeof page.text>[3]][] = [
      ['Vent. rate', `${facts.heartRateBpm} bpm`, ['heartRateBpm']],
      ['PR int', facts.prMs === null ? '*** ms' : `${facts.prMs} ms`, facts.prMs === null ? [] : ['prMs']],
      ['QRS dur', `${facts.qrsMs} ms`, ['qrsMs']],
      ['QT/QTc int', `${facts.qtMs}/${facts.qtcMs} ms`, ['qtMs', 'qtcMs']],
      [
        'P/QRS/T axis',
        `${facts.pAxisDeg ?? '***'}/${facts.qrsAxisDeg}/${facts.tAxisDeg} °`,
        facts.pAxisDeg === null ? ['qrsAxisDeg', 'tAxisDeg'] : ['pAxisDeg', 'qrsAxisDeg', 'tAxisDeg'],
      ],
    ];
    rows.push(
      ['RV5/SV1 amp', `${facts.rv5Mv.toFixed(2)}/${facts.sv1Mv.toFixed(2)} mV`, ['rv5Mv', 'sv1Mv']],
      ['RV5+SV1 amp', `${(facts.rv5Mv + facts.sv1Mv).toFixed(2)} mV`, ['rv5PlusSv1Mv']],
    );
    for (const [i, [label, value, names]] of rows.entries()) {
      page.text(95, 14 + 4.2 * i, label);
      page.text(125, 14 + 4.2 * i, value, names);
    }
    const verdict = facts.statements.length - 1;
    for (const [i, statement] of facts.statements.entries())
      page.text(
        180,
        (i === verdict ? 9 : 18) + (i === verdict ? 0 : 4.2 * i),
        i === verdict ? `** ${statement} **` : statement,
        ['statements'],
      );
    page.text(180, 43, `${words.unconfirmed}`);
    const foot = page.spec.gridBoxMm[1] + page.spec.gridBoxMm[3] + 5;
    page.text(10, foot, gainText(page.spec, ' mm/mV'), ['gainMmPerMv']);
    page.text(45, foot, `${page.spec.speedMmPerS} mm/s`, ['speedMmPerS']);
    page.text(75, foot, `Filter: H${facts.highHz} D ${facts.mainsHz}`, ['filter']);
    page.right(268, foot, `ECG-${facts.modelNumber}`, ['device']);
    page.right(286, foot, '01-01');
  },
};
