/** The twelve leads in report order. Every array of twelve in the project is in this order. */
export const LEADS = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;

/** The name of one of the twelve leads, spelled as on paper. */
export type Lead = (typeof LEADS)[number];

/** Whether a lead is one of V1 to V6, which carts may print at a gain of their own. */
export function isChestLead(lead: Lead): boolean {
  return lead.startsWith('V');
}

/** A value for each of the twelve leads. */
export type PerLead<T> = Record<Lead, T>;

/** Builds a record of all twelve leads, one call of `make` a lead, in report order. */
export function perLead<T>(make: (lead: Lead, index: number) => T): PerLead<T> {
  return Object.fromEntries(LEADS.map((lead, index) => [lead, make(lead, index)])) as PerLead<T>;
}

/**
 * Reads a lead name as vendors spell it ("avr", "Lead II", "MDC_ECG_LEAD_V1", NUL-padded codes).
 * Returns null for anything else.
 */
export function parseLead(text: string): Lead | null {
  const bare = text
    .replaceAll('\0', '')
    .trim()
    .replace(/^(mdc_ecg_lead_|lead[ _-]*)/i, '')
    .toUpperCase();
  return LEADS.find((lead) => lead.toUpperCase() === bare) ?? null;
}
