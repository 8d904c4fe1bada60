import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSightings } from '../../../functions/read/sightings/find-sightings.ts';
import { findChestGains } from '../../../functions/read/sightings/settings-sightings.ts';
import type { FieldName } from '../../../functions/read/types.ts';
import { row } from '../words.ts';

/** What a page with these lines would say, were every reading right: field to value, `*` for a missing mark. */
function said(...lines: string[]): Partial<Record<FieldName, unknown>> {
  const { facts } = findSightings(lines.map((line, index) => row(line, 100 + 30 * index)));
  const entries = [...facts]
    .sort((a, b) => a.rank - b.rank)
    .map((sighting) => {
      const text = sighting.words.map((word) => word.text).join(' ');
      return [sighting.field, sighting.missing ? '*' : sighting.parse(text)] as const;
    });
  return Object.fromEntries(entries);
}

test('a MUSE header', () => {
  const facts = said(
    'Sample, One     ID:000024341    02-Jul-2019  03:55:55',
    '19-Oct-1962 (56 yr)    Vent. rate      82  BPM    Normal sinus rhythm',
    'Male     PR interval      160   ms    Normal ECG',
    'QRS duration     92   ms',
    'QT/QTc     392/457   ms',
    'P-R-T axes     52   -41    23',
  );
  assert.deepEqual(facts, {
    ageYears: 56,
    sex: 'male',
    acquiredAt: '2019-07-02T03:55:55',
    heartRateBpm: 82,
    prMs: 160,
    qrsMs: 92,
    qtMs: 392,
    qtcMs: 457,
    pAxisDeg: 52,
    qrsAxisDeg: -41,
    tAxisDeg: 23,
  });
});

test('an empty age field before its unit is no age, although a number stands further left', () => {
  assert.deepEqual(said('ID : 97        Years   Male     cm      kg     mmHg'), { sex: 'male' });
});

test('a footer with speed, gain and filter', () => {
  const facts = said('0.67~25Hz  AC50  25mm/s  10mm/mV  4*2.5s+1r  SE-3 V1.0 SEMIP V1.7    2020-08-06   10:24:05 AM');
  assert.deepEqual(facts, {
    speedMmPerS: 25,
    gainMmPerMv: 10,
    filter: '0.67~25Hz AC50',
    device: 'SE-3',
    acquiredAt: '2020-08-06T10:24:05',
  });
});

test('a column of axes is not taken for durations', () => {
  const facts = said(
    'PR     154     --AXIS--',
    'QRSD    96     P    78',
    'QT    374     QRS  73',
    'QTc   441     T    74',
  );
  assert.equal(facts.qrsMs, 96);
  assert.equal(facts.pMs, undefined);
});

test('limb and chest leads with their own gains: the limb leads stand for the page', () => {
  assert.equal(said('25mm/s   10/5mm/mV').gainMmPerMv, 10);
  assert.equal(said('25mm/s   10/5Smm/mV').gainMmPerMv, 10);
  assert.equal(said('25mm/s   Smn/mV').gainMmPerMv, 5);
  assert.equal(said('25mm/s   Smnv/mV').gainMmPerMv, 5);
  assert.equal(said('Speed: 25 mm/sec    Limb: 10 mm/mV    Chest: 5.0 mm/mV').gainMmPerMv, 10);
});

test('stars and dashes are missing values', () => {
  const facts = said('PR interval     *   ms', 'P-R-T axes    --   87   -97');
  assert.deepEqual(facts, { prMs: '*', pAxisDeg: '*', qrsAxisDeg: 87, tAxisDeg: -97 });
});

test('seconds and decimal commas become milliseconds', () => {
  assert.equal(said('P-R    0,160 s').prMs, 160);
  assert.equal(said('QRS    0.092 sec').qrsMs, 92);
});

test('labels in nine languages', () => {
  assert.equal(said('Herzfrequenz   78 /min').heartRateBpm, 78);
  assert.equal(said('Fréq. card.   78 bpm').heartRateBpm, 78);
  assert.equal(said('Frec. vent.   78 lpm').heartRateBpm, 78);
  assert.equal(said('Frequenza cardiaca   78 bpm').heartRateBpm, 78);
  assert.equal(said('Frequência cardíaca   78 bpm').heartRateBpm, 78);
  assert.equal(said('Hartfrequentie   78 spm').heartRateBpm, 78);
  assert.equal(said('Czest. komor   78 /min').heartRateBpm, 78);
  assert.equal(said('Kalp hizi   78 /dk').heartRateBpm, 78);
  assert.deepEqual(said('Alter: 63 Jahre', 'Geschlecht: weiblich'), { ageYears: 63, sex: 'female' });
  assert.deepEqual(said('Edad: 63 años', 'Sexo: Masculino'), { ageYears: 63, sex: 'male' });
  assert.deepEqual(said('Wiek: 63 lat', 'Plec: Kobieta'), { ageYears: 63, sex: 'female' });
});

test('other quantities with like labels are left alone', () => {
  assert.deepEqual(said('RR 120/80 mmHg', 'HF 35 Hz', 'Atrial rate 300'), {});
});

test('a Spanish name label is no sex', () => {
  assert.equal(said('[Nombre] Specimen, Demo').sex, undefined);
  assert.equal(said('Fomale').sex, 'female');
});

test('voltages of Sokolow and Lyon, as a pair, as a sum and alone', () => {
  assert.deepEqual(said('RV5/SV1    1.485/0.690 mV', 'RV5+SV1    2.175 mV'), {
    rv5Mv: 1.485,
    sv1Mv: 0.69,
    rv5PlusSv1Mv: 2.175,
  });
  assert.deepEqual(said('RV5   1,48 mV   SV1   0,69 mV'), { rv5Mv: 1.48, sv1Mv: 0.69 });
  assert.deepEqual(said('RV6/SV1    1.485/0.690 mV'), {}, 'V6 is not V5');
  assert.equal(said('RV5+SV1    2175 mV').rv5PlusSv1Mv, null, 'a lost point is no voltage');
});

test('a misread half of a joined label does not make the sum a part of it', () => {
  assert.deepEqual(said('RVH 5+SV1   0.930 mV'), { rv5PlusSv1Mv: 0.93 });
  assert.deepEqual(said('RV§+SV1   0.930 mV'), {});
  assert.deepEqual(said('RVH/SV1   0.930 mV'), {});
});

test('a Q that lost its tail', () => {
  assert.equal(said('ORS   95 ms').qrsMs, 95);
});

test('device, site and order number', () => {
  assert.deepEqual(said('SAMPLE HOSPITAL-ECG DEPT', 'Order no.: A0012345', 'CARDIOVIT AT-102   25 mm/s'), {
    site: 'SAMPLE HOSPITAL-ECG DEPT',
    orderNumber: 'A0012345',
    device: 'AT-102',
    speedMmPerS: 25,
  });
  assert.deepEqual(said('Auftragsnummer 4711234', 'Klinik: Haus am See'), {
    orderNumber: '4711234',
    site: 'Haus am See',
  });
  assert.equal(said('SE-O3   SEMIP V1.7').device, 'SE-03', 'a zero that was read as a letter');
  assert.equal(said('V5 AT-3').device, undefined, 'no model without a sign of its vendor');
});

test('time zones behind the time', () => {
  assert.equal(said('Date: 2020-08-06 10:24:05 UTC+2').utcOffset, '+02:00');
  assert.equal(said('Date: 2020-08-06 10:24:05 -05:00').utcOffset, '-05:00');
  assert.equal(said('Datum: 06.08.2020 10:24 MESZ').utcOffset, '+02:00');
  assert.equal(said('Date: 2020-08-06 10:24:05 CST').utcOffset, undefined, 'America or China');
  assert.equal(said('Date: 2020-08-06 10:24:05 AM').utcOffset, undefined);
  assert.equal(said('Date: 2020-08-06T10:24:05Z').acquiredAt, '2020-08-06T10:24:05');
  assert.equal(said('Date: 2020-08-06T10:24:05Z').utcOffset, '+00:00');
});

test('a misread letter above QRS and T is the P of the column; a number there is not', () => {
  assert.equal(said('D   78', 'QRS   67', 'T   72').pAxisDeg, 78);
  assert.equal(said('1   78', 'QRS   67', 'T   72').pAxisDeg, undefined);
});

test('a misread letter above PR is the P whose duration stands there, with its unit', () => {
  assert.equal(said('D   86 ms', 'PR   180 ms').pMs, 86);
  assert.equal(said('D   86', 'PR   180 ms').pMs, undefined);
  assert.equal(said('D   86 ms', 'HR   80 bpm').pMs, undefined);
});

test('the S of SV1 may be read as the digit that it looks like', () => {
  const { rv5Mv, sv1Mv, rv5PlusSv1Mv } = said('RV5/5V1 : 0.940/1.400 mV', 'RV5+5V1 : 2.340 mV');
  assert.deepEqual([rv5Mv, sv1Mv, rv5PlusSv1Mv], [0.94, 1.4, 2.34]);
  assert.equal(said('RV5+§V1   1.710 mV').rv5PlusSv1Mv, 1.71);
});

test('strokes of a bold label for three axes may be read as letters', () => {
  const { pAxisDeg, qrsAxisDeg, tAxisDeg } = said('PIQRSIT axis : -9/43/103 °');
  assert.deepEqual([pAxisDeg, qrsAxisDeg, tAxisDeg], [-9, 43, 103]);
});

test('three axes whose first dashes were lost are still told apart', () => {
  const { pAxisDeg, qrsAxisDeg, tAxisDeg } = said('P/QRS/T   : /-81/100 °');
  assert.deepEqual([pAxisDeg, qrsAxisDeg, tAxisDeg], ['*', -81, 100]);
});

test('speed and gain stand in spite of a doubled letter or an l for a one', () => {
  assert.deepEqual(said('25mmy/s   20mm/mvVv'), { speedMmPerS: 25, gainMmPerMv: 20 });
  assert.deepEqual(said('25mmv/s   20mm/mv'), { speedMmPerS: 25, gainMmPerMv: 20 });
  assert.equal(said('25mm/s   lOmm/mV').gainMmPerMv, 10);
  assert.equal(said('25mm/s   llmm/mV').gainMmPerMv, null);
  assert.equal(said('25mm/s   S5mm/mV').gainMmPerMv, 5);
  assert.equal(said('25mm/s   Smm/mV').gainMmPerMv, 5);
  assert.equal(said('25mm/s   smm/mV').gainMmPerMv, 5);
  assert.equal(said('25mm/s   2.Smm/mV').gainMmPerMv, undefined);
  assert.deepEqual(said('Z5mm/s   Z0mm/my'), { speedMmPerS: 25, gainMmPerMv: 20 });
  assert.equal(said('25mm/s   Zmm/mV').gainMmPerMv ?? null, null);
  assert.equal(said('50 mm/s 10 mm/imV').gainMmPerMv, 10);
  assert.deepEqual(said('S0 mnvs   10 mmvmv'), { speedMmPerS: 50, gainMmPerMv: 10 });
});

test('what was a speed at first may lose a letter when it is read again, but nothing else is one for that', () => {
  const [speed] = findSightings([row('50 mm/s', 100)]).facts;
  assert.deepEqual(
    ['50 mvs', 'S0 mvs', '40 mvs', '50 mV'].map((again) => speed?.parse(again)),
    [50, 50, null, null],
  );
  assert.deepEqual(said('50 mvs'), {});
});

test('what is left of a label for three axes does not make the first of them the QRS axis', () => {
  assert.deepEqual(said('axis : -17/-10/63 °'), {});
  assert.deepEqual(said('QRS axis  -87180i74'), {});
});

test('a stray dash before three axes does not shift them', () => {
  assert.deepEqual(said('P-R-T axes  -  70 -51 -129'), {});
  assert.deepEqual(said('P-R-T axes  - -149 169'), {});
  assert.deepEqual(said('P-R-T axes  -- 70 -51'), { pAxisDeg: '*', qrsAxisDeg: 70, tAxisDeg: -51 });
});

test('the upper limit of a filter band is not taken for the whole filter', () => {
  assert.equal(said('25mm/s   10mm/mV   150Hz').filter, '150Hz');
  assert.equal(said('25mm/s 10mm/mV 150Hz').filter, '150Hz');
  assert.equal(said('25mm/s   10mm/mV   0.5 - 25 Hz').filter, '0.5 - 25Hz');
  assert.equal(said('25mm/s   10mm/mV   05 = 25 Hz').filter, undefined);
  assert.equal(said('25mm/s   10mm/mV   0.5. 25 Hz').filter, undefined);
});

test('strokes and letters of short labels and gains that recognisers misread', () => {
  assert.deepEqual(said('QTIQTe     357/447   ms'), { qtMs: 357, qtcMs: 447 });
  assert.deepEqual(said('RV5/SV1     10.740/0.550   mV').rv5Mv, null);
  const [chest] = findChestGains(row('25mm/s     10/6mm/mV', 100));
  assert.equal(chest?.parse('10/6mm/mV'), 5);
  assert.equal(chest?.parse('10/Smm/mV'), 5);
  assert.equal(chest?.parse('10/5Smm/mV'), 5);
  assert.equal(chest?.parse('10/Smn/mV'), 5);
  const [blurred] = findChestGains(row('25 mm/s     20/10 im/mvVv', 100));
  assert.equal(blurred?.parse('20/10 im/mvVv'), 10);
  assert.deepEqual(said('25 mm/s     20/10 im/mvVv').gainMmPerMv, 20);
  assert.deepEqual(said('20 mm/thV   25 mm/s'), { speedMmPerS: 25, gainMmPerMv: 20 });
  assert.deepEqual(said('25mm/s   20mh/mv'), { speedMmPerS: 25, gainMmPerMv: 20 });
  assert.deepEqual(said('25 mm/s   20 mr h/mV'), { speedMmPerS: 25, gainMmPerMv: 20 });
  assert.deepEqual(said('25 mm/s   10 mm/rnV').gainMmPerMv, 10);
  const [pair] = findChestGains(row('25 mm/s     512.5 mm/mV', 100));
  assert.equal(pair?.parse('512.5 mm/mV'), 2.5);
  assert.deepEqual(said('25 mm/s     512.5 mm/mV').gainMmPerMv, 5);
  assert.deepEqual(said('25mml/s     10mm/mV').speedMmPerS, 25);
  assert.deepEqual(said('50 mmvs     10 mnvmV'), { speedMmPerS: 50, gainMmPerMv: 10 });
  assert.deepEqual(said('Speed: 25 mm/fsec     20mm/m¥'), { speedMmPerS: 25, gainMmPerMv: 20 });
});
