import { findAxisColumns } from '../words/axis-column.ts';
import { foldText } from '../words/fold-text.ts';
import type { PageWord, TextRow } from '../words/page-words.ts';
import { findDateSightings } from './acquisition-sightings.ts';
import { findAges } from './age-sightings.ts';
import { inferDateOrder } from './date-order.ts';
import { findLabels, type LabelledRow } from './label-search.ts';
import type { LabelKind } from './labels.ts';
import { findMeasurements } from './measurement-sightings.ts';
import { findOrigin } from './origin-sightings.ts';
import { findPAbovePr } from './p-above-pr.ts';
import { findSettings } from './settings-sightings.ts';
import { findSex } from './sex-sightings.ts';
import type { Sighting } from './sighting.ts';
import { findUtcOffsets } from './utc-offset.ts';
import { vendorOf } from './vendor-templates.ts';

/** Everything on the page that looks like a fact. */
export interface Sightings {
  readonly facts: readonly Sighting[];
  /** Birth dates, which only serve to compute an age that is not printed. */
  readonly births: readonly Sighting[];
  readonly rows: readonly LabelledRow[];
}

/** Looks for every field in every row. */
export function findSightings(textRows: readonly TextRow[]): Sightings {
  const vendor = vendorOf(textRows);
  const order = inferDateOrder(textRows, vendor?.dateOrder ?? null);
  const axes = findAxisColumns(textRows);
  const columns = new Map<PageWord, LabelKind>([...findPAbovePr(textRows), ...axes]);
  const rows = textRows.map((row) => ({ row, labels: findLabels(row) }));
  const axesApart =
    axes.size > 0 ||
    rows.some(({ row }) =>
      /-\s?(?:axis|achsen?|axes?|ejes?|assi|eixos?|assen|osie|eksen)\s?-/i.test(foldText(row.text)),
    );
  const facts: Sighting[] = [];
  const births: Sighting[] = [];
  for (const { row, labels } of rows) {
    const ages = findAges(row, labels);
    facts.push(
      ...findMeasurements(row, labels, columns, axesApart),
      ...ages,
      ...findSex(row, labels, ages.length > 0),
      ...findSettings(row),
      ...findOrigin(row, labels, vendor),
      ...findUtcOffsets(row),
    );
    const dates = findDateSightings(row, labels, order);
    facts.push(...dates.acquired);
    births.push(...dates.birth);
  }
  return { facts, births, rows };
}
