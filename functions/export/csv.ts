import type { Inferred } from '../infer/types.ts';
import { LEADS } from '../leads.ts';
import type { LeadSignals } from '../measure/types.ts';
import { FIELD_NAMES, type PrintedFacts } from '../read/types.ts';

const DECIMALS = 4;

/** The signals as CSV (RFC 4180): `time_s`, then a column a lead in mV; a missing sample is an empty cell. */
export function signalsCsv({ sampleRateHz, leads }: LeadSignals): Uint8Array {
  const rows = LEADS.map((lead) => leads[lead]);
  const length = Math.max(...rows.map((row) => row.length));
  const lines = [['time_s', ...LEADS.map((lead) => `${lead}_mV`)].join(',')];
  for (let i = 0; i < length; i++) {
    const cells = rows.map((row) => numberCell(row[i]));
    lines.push(`${(i / sampleRateHz).toFixed(DECIMALS)},${cells.join(',')}`);
  }
  return encode(lines);
}

/** Printed facts, measurements and findings as CSV: `kind, code, name, value, unit, probability`. */
export function findingsCsv(printed: PrintedFacts | null, inferred: Inferred | null): Uint8Array {
  const lines = ['kind,code,name,value,unit,probability'];
  const add = (...cells: (string | number | null)[]) => lines.push(cells.map(cell).join(','));
  for (const name of printed === null ? [] : FIELD_NAMES) {
    // Facts that were read before a field came to be lack it.
    const value = printed?.fields[name]?.value ?? null;
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null) add('printed', name, name, each as string | number, unitOf(name), null);
    }
  }
  if (inferred !== null) {
    for (const [name, value] of Object.entries(inferred.measurements)) {
      if (typeof value === 'number') add('measured', name, name, value, unitOf(name), null);
    }
    add('detection', 'score', inferred.detection.abnormal ? 'abnormal' : 'normal', null, '', inferred.detection.score);
    for (const each of inferred.diagnoses) {
      if (each.positive) add('diagnosis', each.code, each.name, null, '', each.probability);
    }
  }
  return encode(lines);
}

/** The unit that a name ends in. */
function unitOf(name: string): string {
  const units = { MmPerMv: 'mm/mV', MmPerS: 'mm/s', Years: 'a', Bpm: '1/min', Deg: '°', Ms: 'ms', Mv: 'mV' };
  return Object.entries(units).find(([ending]) => name.endsWith(ending))?.[1] ?? '';
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? numberCell(value) : textCell(value);
}

function numberCell(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : String(Math.round(value * 1e4) / 1e4);
}

/**
 * Text quoted where it must be. Text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP,
 * CSV injection): printed text is what a stranger wrote on a page.
 */
function textCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function encode(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
}
