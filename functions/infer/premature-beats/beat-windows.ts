import type { FilteredLeads } from '../signal/network-window.ts';

/** Rate of the windows and of the filtered leads they are cut from. */
export const RATE_HZ = 100;
/** Samples of a beat's window, and the place of its fiducial point: 0.4 s before to 0.5 s after. */
export const WINDOW = 90;
export const CENTRE = 40;

/** A beat in every lead: rows of 90 samples in the order of the leads, NaN where a lead holds nothing. */
export type BeatRows = readonly Float32Array[];

/** Cuts one beat out of the filtered leads, between samples where the fiducial point lies between samples. */
export function beatRows(leads: FilteredLeads, fiducialS: number): BeatRows {
  const start = fiducialS * RATE_HZ - CENTRE;
  const left = Math.floor(start);
  const share = start - left;
  return leads.map((lead) => {
    const row = new Float32Array(WINDOW);
    for (let i = 0; i < WINDOW; i++) {
      const a = lead[left + i] ?? Number.NaN;
      const b = lead[left + i + 1] ?? Number.NaN;
      row[i] = share < 1e-9 ? a : a + share * (b - a);
    }
    return row;
  });
}
