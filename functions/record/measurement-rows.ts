import { LEADS } from '../leads.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import type { StudyResults } from './results.ts';

type MeasurementRow = Prisma.MeasurementCreateManyInput;

const UNITS = { Bpm: 'bpm', Ms: 'ms', Deg: 'deg', Mv: 'mV' } as const;

/** Parts a name such as qrsAxisDeg into qrsAxis and deg; null for a name without one of the units. */
export function splitUnit(name: string): { name: string; unit: string } | null {
  // A gain (mm/mV) is a setting of the recorder, not a measured value.
  if (name.endsWith('PerMv')) return null;
  const ending = Object.keys(UNITS).find((suffix) => name.endsWith(suffix)) as keyof typeof UNITS | undefined;
  return ending ? { name: name.slice(0, -ending.length), unit: UNITS[ending] } : null;
}

/** The rows of the measurements: computed ones of the whole and of each lead, and printed (or corrected) ones beside. */
export function measurementRows(results: StudyResults): MeasurementRow[] {
  const { tenantId, studyId, revision, measured, ingested } = results;
  const row = (key: string, lead: string, value: number | null, source: MeasurementRow['source']): MeasurementRow[] => {
    const split = splitUnit(key);
    return split ? [{ tenantId, studyId, revision, ...split, lead, value, source }] : [];
  };
  const computed = Object.entries(measured.global).flatMap(([key, value]) => row(key, '', value, 'computed'));
  const perLead = LEADS.flatMap((lead) =>
    Object.entries(measured.leads[lead] ?? {}).flatMap(([key, value]) => row(key, lead, value, 'computed')),
  );
  return [...computed, ...perLead, ...(ingested.kind === 'signal' ? [] : printedRows(results, row))];
}

function printedRows(
  { printed, corrections }: StudyResults,
  row: (key: string, lead: string, value: number | null, source: MeasurementRow['source']) => MeasurementRow[],
): MeasurementRow[] {
  return Object.entries(printed?.fields ?? {}).flatMap(([name, field]) => {
    const correction = [...corrections.values()].find((corrected) => corrected.name === name);
    const value = correction ? correction.value : field.value;
    return typeof value === 'number' ? row(name, '', value, correction ? 'edited' : 'printed') : [];
  });
}
