import { FAMILIES, HELD_OUT_FAMILIES } from '../../synth/scene/families.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { PageScore } from './score-page.ts';

/** Figures by group, and how drawn pages of held-out families differ from the others. */
export interface Report {
  readonly suites: Readonly<Record<string, Figures>>;
  /** By family of drawn pages, else by suite. */
  readonly conditions: Readonly<Record<string, Figures>>;
  /** Null unless there are both; the difference is held out − seen. */
  readonly heldOut: { readonly seen: Figures; readonly heldOut: Figures; readonly difference: Figures } | null;
}

/** Whether no training and no tuning may use pages of this condition. */
export function isHeldOut(condition: string): boolean {
  return HELD_OUT_FAMILIES.includes(condition);
}

/** Groups the scores of a run. */
export function report(pages: readonly PageScore[]): Report {
  return {
    suites: grouped(pages, (page) => page.page.suite),
    conditions: grouped(pages, (page) => page.page.condition),
    heldOut: heldOutReport(pages.filter((page) => page.page.condition in FAMILIES)),
  };
}

function grouped(pages: readonly PageScore[], key: (page: PageScore) => string): Record<string, Figures> {
  const groups = Map.groupBy(pages, key);
  return Object.fromEntries([...groups].map(([name, group]) => [name, figuresOf(group)]));
}

function heldOutReport(drawn: readonly PageScore[]): Report['heldOut'] {
  const away = drawn.filter((page) => isHeldOut(page.page.condition));
  if (away.length === 0 || away.length === drawn.length) return null;
  const seen = figuresOf(drawn.filter((page) => !isHeldOut(page.page.condition)));
  const heldOut = figuresOf(away);
  const difference = Object.fromEntries(Object.keys(seen).map((name) => [name, heldOut[name]! - seen[name]!]));
  return { seen, heldOut, difference };
}
