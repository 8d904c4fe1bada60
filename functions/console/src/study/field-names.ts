/** Names and units of printed fields and measurements as a reader knows them. */
export const FIELD_LABELS: Readonly<Record<string, string>> = {
  ageYears: 'Age (years)',
  sex: 'Sex',
  heartRateBpm: 'Rate (bpm)',
  prMs: 'PR (ms)',
  qrsMs: 'QRS (ms)',
  qtMs: 'QT (ms)',
  qtcMs: 'QTc (ms)',
  pAxisDeg: 'P axis (°)',
  qrsAxisDeg: 'QRS axis (°)',
  tAxisDeg: 'T axis (°)',
  acquiredAt: 'Acquired',
  speedMmPerS: 'Paper speed (mm/s)',
  gainMmPerMv: 'Gain (mm/mV)',
  filter: 'Filter',
  statements: 'Statements',
};
