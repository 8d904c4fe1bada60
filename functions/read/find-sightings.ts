import { findDateSightings } from './acquisition-sightings.ts';
import { findAges } from './age-sightings.ts';
import { inferDateOrder } from './date-order.ts';
import { findLabels, type LabelHit } from './label-search.ts';
import { findMeasurements } from './measurement-sightings.ts';
import type { TextRow } from './page-words.ts';
import { findSettings } from './settings-sightings.ts';
import { findSex } from './sex-sightings.ts';
import type { Sighting } from './sighting.ts';

/** Everything on the page that looks like a fact. */
export interface Sightings {
  readonly facts: readonly Sighting[];
  /** Birth dates, which only serve to compute an age that is not printed. */
  readonly births: readonly Sighting[];
  readonly rows: readonly { readonly row: TextRow; readonly labels: readonly LabelHit[] }[];
}

/** Rows below a heading "AXIS" in which P, QRS and T mean axes. */
const AXIS_BLOCK_ROWS = 4;

/** Looks for every field in every row. */
export function findSightings(textRows: readonly TextRow[]): Sightings {
  const order = inferDateOrder(textRows);
  const rows = textRows.map((row) => ({ row, labels: findLabels(row) }));
  const facts: Sighting[] = [];
  const births: Sighting[] = [];
  let axisRows = 0;
  for (const { row, labels } of rows) {
    if (labels.some(({ kind }) => kind === 'axisHeading') && !/\d/.test(row.text)) axisRows = AXIS_BLOCK_ROWS;
    facts.push(
      ...findMeasurements(row, labels, axisRows > 0),
      ...findSex(row, labels),
      ...findAges(row, labels),
      ...findSettings(row),
    );
    const dates = findDateSightings(row, labels, order);
    facts.push(...dates.acquired);
    births.push(...dates.birth);
    axisRows--;
  }
  return { facts, births, rows };
}
