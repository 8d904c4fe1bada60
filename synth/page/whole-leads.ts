import type { LineTruth } from '../types.ts';

/** The leads of a page, rhythm strips left out: lines of one lead, each of which goes on where the one above it stopped, are one. */
export function wholeLeads(lines: readonly LineTruth[]): LineTruth[] {
  const byLead = Map.groupBy(
    lines.filter((line) => !line.rhythm),
    ({ lead }) => lead,
  );
  return [...byLead.values()].flatMap((rows) => {
    const [first] = rows;
    if (first === undefined || rows.length === 1) return rows;
    const joined = (of: 'xMm' | 'yMm' | 'xPx' | 'yPx') => Float64Array.from(rows.flatMap((row) => [...row[of]]));
    return {
      ...first,
      mv: Float32Array.from(rows.flatMap((row) => [...row.mv])),
      xMm: joined('xMm'),
      yMm: joined('yMm'),
      xPx: joined('xPx'),
      yPx: joined('yPx'),
    };
  });
}
