import { isHeldOut, type Report } from './conditions.ts';
import type { Figures } from './figures.ts';
import type { Reliability } from './reliability.ts';

/** Figures with the decimals that each is shown with, in two tables that fit a screen. */
const TABLES: readonly (readonly (readonly [name: string, decimals: number])[])[] = [
  [
    ['pages', 0],
    ['abstained', 0],
    ['leads', 0],
    ['missing_leads', 0],
    ['unread_leads', 0],
    ['mean_db', 1],
    ['median_db', 1],
    ['p5_db', 1],
    ['pooled_db', 1],
    ['r', 4],
    ['rmse_uV', 0],
    ['gain', 4],
    ['gain_abs', 4],
    ['missing_share', 3],
  ],
  [
    ['scale_ppm', 0],
    ['scale_abs_p95', 0],
    ['lag_ms', 1],
    ['skew_ms', 1],
    ['skew_p95_ms', 1],
    ['layout_right', 3],
    ['names_right', 3],
    ['silent', 0],
    ['silent_or_wrong', 0],
    ['leads_found', 1],
    ['einthoven_p50', 3],
    ['einthoven_under_15', 2],
    ['quality_p50', 2],
    ['p50_ms', 0],
    ['p95_ms', 0],
  ],
];

/** The report of a run for a person: by suite, by condition where that says more, held-out families (*) against the others, quality. */
export function readable(
  { suites, conditions, heldOut }: Report,
  quality: { readonly page: Reliability; readonly lead: Reliability },
): string {
  // A condition that is all of a suite, and no more, is said once.
  const said = new Set(Object.values(suites).map((figures) => JSON.stringify(figures)));
  const named = Object.entries(conditions)
    .filter(([, figures]) => !said.has(JSON.stringify(figures)))
    .map(([name, figures]) => [isHeldOut(name) ? `${name}*` : name, figures]);
  const groups: Record<string, Figures> = { ...suites, ...Object.fromEntries(named) };
  const away = heldOut && { seen: heldOut.seen, 'held out*': heldOut.heldOut, 'held out − seen': heldOut.difference };
  const rows = Object.entries({ ...groups, ...away });
  return [
    ...TABLES.map((columns) => table(columns, rows)),
    binTable('quality.score of the page, by lead', quality.page),
    binTable('quality.leads', quality.lead),
  ].join('\n\n');
}

function table(columns: (typeof TABLES)[number], rows: readonly (readonly [string, Figures])[]): string {
  const head = ['', ...columns.map(([name]) => name)];
  return aligned([head, ...rows.map(([name, figures]) => [name, ...columns.map((column) => shown(figures, column))])]);
}

function shown(figures: Figures, [name, decimals]: readonly [string, number]): string {
  const value = figures[name] ?? Number.NaN;
  return Number.isNaN(value) ? '–' : value.toFixed(decimals);
}

function binTable(title: string, { bins, calibrationError }: Reliability): string {
  if (bins.length === 0) return `${title}: no lead with truth`;
  const rows = bins.map((bin) => [
    `${bin.from.toFixed(1)}–${bin.to.toFixed(1)}`,
    String(bin.leads),
    bin.meanQuality.toFixed(3),
    bin.good.toFixed(3),
  ]);
  const head = ['range', 'leads', 'mean quality', 'good (r ≥ 0.95, ≥ 12 dB)'];
  return `${title}: expected calibration error ${calibrationError.toFixed(3)}\n${aligned([head, ...rows])}`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => row[k]!.length)));
  return rows
    .map((row) => row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join('  '))
    .join('\n');
}
