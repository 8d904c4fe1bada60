import type { Field, FieldName } from '../types.ts';

type Fields = Record<FieldName, Field>;

/** What a living heart and a cart can print; outside of it a reading is an error. */
const RANGES: Partial<Record<FieldName, readonly [low: number, high: number]>> = {
  ageYears: [0, 120],
  heartRateBpm: [20, 300],
  rrMs: [200, 3000],
  pMs: [20, 250],
  prMs: [60, 400],
  qrsMs: [40, 240],
  qtMs: [200, 700],
  qtcMs: [200, 750],
  pAxisDeg: [-180, 270],
  qrsAxisDeg: [-180, 270],
  tAxisDeg: [-180, 270],
  rv5Mv: [-1, 8],
  sv1Mv: [-8, 8],
  rv5PlusSv1Mv: [0, 12],
};

/** Correction formulas, QT in ms, RR in s: Bazett 1920, Fridericia 1920, Framingham (Sagie 1992), Hodges 1983. */
const QTC_FORMULAS: readonly ((qtMs: number, rrS: number) => number)[] = [
  (qtMs, rrS) => qtMs / Math.sqrt(rrS),
  (qtMs, rrS) => qtMs / Math.cbrt(rrS),
  (qtMs, rrS) => qtMs + 154 * (1 - rrS),
  (qtMs, rrS) => qtMs + 1.75 * (60 / rrS - 60),
];

/** Carts correct by an unrounded RR and round at the end: half a beat a minute in the rate, 2 ms in the rest. */
const QTC_TOLERANCE_MS = 4;
const RATE_TOLERANCE_BPM = 2;
/** The sum is of unrounded voltages: half of the last digit of each. */
const SUM_TOLERANCE_MV = 0.016;
const COARSE_SUM_TOLERANCE_MV = 0.16;

/**
 * Applies ranges and the relations between the values; what cannot be trusted becomes null with the reason. Values that a
 * person set (`stated`) stand, whatever they contradict: the others give way.
 */
export function checkFields(fields: Fields, stated: ReadonlySet<FieldName> = new Set()): Fields {
  const checked = { ...fields };
  for (const [name, range] of Object.entries(RANGES) as [FieldName, readonly [number, number]][]) {
    const { value } = checked[name];
    const isOutside = typeof value === 'number' && (value < range[0] || value > range[1]);
    if (isOutside && !stated.has(name)) checked[name] = reject(checked[name]);
  }
  const withdraw: Withdraw = (name, why) => {
    if (!stated.has(name)) checked[name] = contradict(checked[name], why);
  };
  checkRr(checked, withdraw);
  checkQtc(checked, withdraw);
  checkOrder(checked, withdraw);
  checkVoltages(checked, withdraw);
  return checked;
}

/** Takes a value back, for the reason that the reader is told. */
type Withdraw = (name: FieldName, why: string) => void;

/** RR = 60,000 / rate. */
function checkRr(fields: Fields, withdraw: Withdraw): void {
  const rate = numberOf(fields.heartRateBpm);
  const rr = numberOf(fields.rrMs);
  if (rate === null || rr === null) return;
  if (Math.abs(60_000 / rr - rate) <= Math.max(RATE_TOLERANCE_BPM, 0.03 * rate)) return;
  const why = 'RR is not 60,000 divided by the rate.';
  withdraw('rrMs', why);
  if (!fitsQtc(fields, rate)) withdraw('heartRateBpm', why);
}

/** QTc must follow from QT and rate by one of the formulas. */
function checkQtc(fields: Fields, withdraw: Withdraw): void {
  const rate = numberOf(fields.heartRateBpm);
  const qt = numberOf(fields.qtMs);
  const qtc = numberOf(fields.qtcMs);
  if (qtc === null || qt === null) return;
  if (rate === null ? plausiblePair(qt, qtc) : fitsQtc(fields, rate)) return;
  const why = 'QTc does not follow from QT and rate by any common formula.';
  withdraw('qtcMs', why);
  if ((fields.qtMs.confidence ?? 0) < 0.97) withdraw('qtMs', why);
  if (rate !== null && numberOf(fields.rrMs) === null && (fields.heartRateBpm.confidence ?? 0) < 0.97)
    withdraw('heartRateBpm', why);
}

function fitsQtc(fields: Fields, rate: number): boolean {
  const qt = numberOf(fields.qtMs);
  const qtc = numberOf(fields.qtcMs);
  if (qt === null || qtc === null) return false;
  return QTC_FORMULAS.some((formula) => {
    const low = formula(qt - 1, 60 / (rate - 0.6));
    const high = formula(qt + 1, 60 / (rate + 0.6));
    return qtc >= Math.min(low, high) - QTC_TOLERANCE_MS && qtc <= Math.max(low, high) + QTC_TOLERANCE_MS;
  });
}

function plausiblePair(qt: number, qtc: number): boolean {
  return qtc / qt > 0.7 && qtc / qt < 1.9;
}

/** A QRS is shorter than the QT that holds it. */
function checkOrder(fields: Fields, withdraw: Withdraw): void {
  const qrs = numberOf(fields.qrsMs);
  const qt = numberOf(fields.qtMs);
  if (qrs === null || qt === null || qrs < qt) return;
  const why = 'QRS is longer than the QT that holds it.';
  withdraw('qrsMs', why);
  withdraw('qtMs', why);
}

/** RV5 + SV1 is what it says; carts that print one decimal round each. */
function checkVoltages(fields: Fields, withdraw: Withdraw): void {
  const r = numberOf(fields.rv5Mv);
  const s = numberOf(fields.sv1Mv);
  const sum = numberOf(fields.rv5PlusSv1Mv);
  if (r === null || s === null || sum === null) return;
  const fine = [r, s, sum].some((value) => Math.abs(value * 10 - Math.round(value * 10)) > 1e-6);
  if (Math.abs(r + Math.abs(s) - sum) <= (fine ? SUM_TOLERANCE_MV : COARSE_SUM_TOLERANCE_MV)) return;
  for (const name of ['rv5Mv', 'sv1Mv', 'rv5PlusSv1Mv'] as const)
    withdraw(name, 'RV5 and SV1 do not add up to their printed sum.');
}

function numberOf(field: Field): number | null {
  return typeof field.value === 'number' ? field.value : null;
}

/** A value that no heart or cart has was misread. */
function reject(field: Field): Field {
  return { ...withdrawn(field), reason: 'unreadable' };
}

/** The field without its value, which other values contradict: `why` is the sentence for the reader. */
export function contradict(field: Field, why: string): Field {
  return { ...withdrawn(field), reason: 'inconsistent', contradiction: why };
}

/** The value is kept as the first alternative, so that a person can put it back. */
function withdrawn(field: Field): Field {
  if (field.value === null) return field;
  const own = { value: field.value, confidence: field.confidence ?? 0 };
  return { ...field, value: null, alternatives: [own, ...(field.alternatives ?? [])] };
}
