import type { AnomalyMap } from '../api/types.ts';
import type { Sheet } from './arrange-leads.ts';

const SLICE_S = 0.05;
/** Below this the map is what normal ECGs show too; drawing it would only tint the paper. */
const FLOOR = 0.35;

/** Tints each lead where the anomaly map is high; the stronger the tint, the less the stretch is like a normal ECG. */
export function AnomalyHeat({
  sheet,
  anomaly,
  mmPerS,
  rowMm,
}: {
  sheet: Sheet;
  anomaly: AnomalyMap;
  mmPerS: number;
  rowMm: number;
}) {
  const byLead = new Map(anomaly.leads.map((lead) => [lead.lead, lead.values]));
  const step = Math.max(1, Math.round(SLICE_S * anomaly.sampleRateHz));
  return sheet.leads.flatMap(({ trace, xMm, baselineMm, widthMm }) => {
    const values = byLead.get(trace.lead);
    if (values === undefined) return [];
    const first = Math.round(trace.startS * anomaly.sampleRateHz);
    const count = Math.floor((widthMm / mmPerS) * anomaly.sampleRateHz);
    const slices = [];
    for (let at = 0; at < count; at += step) {
      const peak = Math.max(...values.slice(first + at, first + at + step).map((value) => value ?? 0));
      if (peak < FLOOR) continue;
      slices.push(
        <rect
          key={`${trace.lead}-${baselineMm}-${at}`}
          x={xMm + (at / anomaly.sampleRateHz) * mmPerS}
          y={baselineMm - rowMm / 2 + 1}
          width={(step / anomaly.sampleRateHz) * mmPerS}
          height={rowMm - 2}
          fill="#e8590c"
          opacity={0.45 * ((peak - FLOOR) / (1 - FLOOR))}
        />,
      );
    }
    return slices;
  });
}
