import { LEADS } from '../leads.ts';
import type { StudyResults } from './results.ts';

/** Below this a person must look (digitize/types.ts). */
const LEAST_QUALITY = 0.5;

/** Printed and measured rate may differ by this share, at least by this many bpm: devices average other beats than we. */
const RATE_SHARE = 0.1;
const RATE_BPM = 5;

/** Why a person must look before the result is used, in words; empty when nothing asks for it. */
export function reviewReasons(results: StudyResults): string[] {
  const { digitized, printed, corrections } = results;
  const reasons: string[] = [];
  if (digitized && digitized.quality.score < LEAST_QUALITY) reasons.push('The trace was read with low confidence.');
  const missing = digitized ? LEADS.filter((lead) => digitized.leads[lead] === null) : [];
  if (missing.length > 0) reasons.push(`Leads without a trace: ${missing.join(', ')}.`);
  const contradicting = Object.entries(printed?.fields ?? {}).filter(([name, field]) => {
    return field.reason === 'inconsistent' && ![...corrections.keys()].some((corrected) => corrected === name);
  });
  if (contradicting.length > 0) {
    reasons.push(`Printed values contradict each other: ${contradicting.map(([name]) => name).join(', ')}.`);
  }
  for (const [, { contradiction }] of contradicting) {
    if (contradiction !== undefined && !reasons.includes(contradiction)) reasons.push(contradiction);
  }
  if (ratesDiffer(results)) reasons.push('The printed heart rate differs from the measured one.');
  return reasons;
}

function ratesDiffer({ printed, measured, corrections }: StudyResults): boolean {
  const shown = corrections.get('heartRateBpm')?.value ?? printed?.fields.heartRateBpm.value ?? null;
  const computed = measured.global.heartRateBpm;
  if (typeof shown !== 'number' || computed === null) return false;
  return Math.abs(shown - computed) > Math.max(RATE_BPM, RATE_SHARE * shown);
}
