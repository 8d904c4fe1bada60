import type { VectorText } from '../../ingest/types.ts';
import { type Lead, parseLead } from '../../leads.ts';

/** A lead's name on the page; `inverted` for Cabrera's −aVR. */
export interface LeadLabel {
  readonly lead: Lead;
  readonly inverted: boolean;
  readonly xPx: number;
  readonly yPx: number;
}

/** The texts that are lead names, alone or before a remark ("II rhythm", "V1 10mm/mV"); centres in pixels. */
export function leadLabels(texts: readonly VectorText[]): LeadLabel[] {
  return texts.flatMap(({ text, box }) => {
    const [first = '', ...rest] = text.trim().split(/\s+/);
    const bare = first.replace(/[:.]$/, '');
    const inverted = /^[-−–]a?VR$/i.test(bare);
    const lead = parseLead(inverted ? bare.slice(1) : bare);
    const isSentence = rest.some((word) => /^[a-z]{4,}$/i.test(word) && !/^rhythm|^strip|^lead/i.test(word));
    if (lead === null || isSentence) return [];
    const [left, top, , height] = box;
    return [{ lead, inverted, xPx: left, yPx: top + height / 2 }];
  });
}
