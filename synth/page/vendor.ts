import type { FactName } from '../types.ts';
import type { Item, TextRun } from './drawing.ts';
import { type FontName, textWidth } from './fonts.ts';
import type { PageSpec } from './page-spec.ts';
import type { ReportFacts } from './report-facts.ts';
import type { Language, Words } from './words.ts';

/** A vendor's way to lay out a page: a preset of geometry and pens, and its header and footer. */
export interface VendorStyle {
  readonly name: string;
  readonly languages: readonly Language[];
  /** Fields of the page that this vendor fixes; the rest is drawn at random by the caller. */
  readonly preset: Partial<PageSpec>;
  /** Header, footer and frame. `timePrecision` says how much of the date is printed. */
  readonly furniture: (page: Writer, facts: ReportFacts, words: Words) => void;
  readonly timePrecision: 'second' | 'minute';
}

/** Collects the runs of a header; every position is a baseline in mm. */
export interface Writer {
  readonly spec: PageSpec;
  readonly items: Item[];
  text(xMm: number, yMm: number, text: string, facts?: readonly FactName[], style?: RunStyle): void;
  /** Text whose right end is at `xMm`. */
  right(xMm: number, yMm: number, text: string, facts?: readonly FactName[], style?: RunStyle): void;
  rule(x0: number, y0: number, x1: number, y1: number, widthMm: number): void;
}

export interface RunStyle {
  readonly sizeMm?: number;
  readonly font?: FontName;
}

/** A writer that sets type in the page's font and ink. */
export function writerFor(spec: PageSpec, sizeMm: number): Writer {
  const items: Item[] = [];
  const run = (xMm: number, yMm: number, text: string, facts: readonly FactName[], style: RunStyle): TextRun => ({
    kind: 'text',
    role: 'text',
    text,
    xMm,
    yMm,
    sizeMm: style.sizeMm ?? sizeMm,
    font: style.font ?? spec.font,
    color: spec.ink,
    opacity: 1,
    lead: null,
    facts,
  });
  return {
    spec,
    items,
    text: (xMm, yMm, text, facts = [], style = {}) => void items.push(run(xMm, yMm, text, facts, style)),
    right: (xMm, yMm, text, facts = [], style = {}) => {
      const width = textWidth(style.font ?? spec.font, text, style.sizeMm ?? sizeMm);
      items.push(run(xMm - width, yMm, text, facts, style));
    },
    rule: (x0, y0, x1, y1, widthMm) =>
      void items.push({
        kind: 'segments',
        role: 'artwork',
        points: Float64Array.of(x0, y0, x1, y1),
        widthMm,
        color: spec.ink,
        opacity: 1,
      }),
  };
}

/** "25mm/s 10mm/mV" and the like, in one run each. */
export function gainText(spec: PageSpec, unit: string): string {
  return spec.chestGainMmPerMv === spec.gainMmPerMv
    ? `${spec.gainMmPerMv}${unit}`
    : `${spec.gainMmPerMv}/${spec.chestGainMmPerMv}${unit}`;
}
