import { type Lead, parseLead } from '../../leads.ts';

/** "25 mm/s, 10 mm/mV, Lead I, 512Hz", in the languages of watches; recognisers take the stroke of an I for other letters. */
const ONLY_LEAD =
  /\b(?:lead|ableitung|d[ée]rivation|derivaci[óo]n|deriva[çc][ãa]o|derivazione|afleiding)[ :]{1,3}([Il|1]{1,3}|aV[RLF]|V[1-6])(?![\p{L}\d])/iu;

/** The lead that a line of print says was recorded; null where it names none. */
export function findOnlyLead(text: string): Lead | null {
  const name = ONLY_LEAD.exec(text)?.[1] ?? '';
  return parseLead(/^[Il|1]+$/i.test(name) ? 'I'.repeat(name.length) : name);
}
