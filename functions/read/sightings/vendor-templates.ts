import type { DateOrder } from './printed-date.ts';

/** What is known of a vendor's reports before a word of a page's own is understood. */
export interface VendorTemplate {
  readonly vendor: string;
  /** Texts that only this vendor's headers and footers print; one row that matches names the vendor. */
  readonly signs: readonly RegExp[];
  /** Model names as printed. The first group holds letters, the second the number, whose zeros are read as O. */
  readonly models: readonly RegExp[];
  /** How its carts like to write numeric dates; null where they do not care. */
  readonly dateOrder: DateOrder;
}

/** `head`, then digits that a recogniser may have read as letters, then at most two letters of a variant. */
const model = (head: string, digits: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\d-])(${head})([\\dOQ]${digits}[A-Z]{0,2})(?![\\p{L}\\d])`, 'u');

/** One entry a vendor: data only, so that another vendor is another entry. */
export const VENDOR_TEMPLATES: readonly VendorTemplate[] = [
  {
    vendor: 'GE',
    signs: [/\bMAC ?(?:\d{2,4}|VU)/, /\b12SL\b/, /\bMUSE\b/, /\bMarquette\b/i, /\bSL ?\d{3}\b.*\bCID\b/],
    models: [model('MAC ?|MAC VU ?', '{2,4}')],
    dateOrder: null,
  },
  {
    vendor: 'Philips',
    signs: [/\bPage ?Writer\b/i, /\bPhilips\b/i, /--? ?AXIS ?--?/, /\bPH\d{3}[A-Z]\b/],
    models: [model('(?:PageWriter )?TC', '{2}'), model('PageWriter ', '{3}')],
    dateOrder: null,
  },
  {
    vendor: 'Welch Allyn',
    signs: [/\bELI ?\d{2,3}/, /\bMortara\b/i, /\bWelch ?Allyn\b/i, /\bVERITAS\b/, /\bSEQ ?\d{4,}/],
    models: [model('ELI ?', '{2,3}'), model('CP ?', '{2,3}')],
    dateOrder: 'month-first',
  },
  {
    vendor: 'Schiller',
    signs: [/\bCARDIO ?VIT\b/i, /\bCARDIO\b.*\b(?:AT|MS|CS|FT)-\d/, /\bSchiller\b/i, /\bSEMA\b/],
    models: [model('(?:AT|MS|CS|FT)-', '{1,3}')],
    dateOrder: null,
  },
  {
    vendor: 'EDAN',
    signs: [/\bSE-\d{1,4}/, /\bSEMIP\b/, /\bEDAN\b/i],
    models: [model('SE-', '{1,4}')],
    dateOrder: null,
  },
  {
    vendor: 'Nihon Kohden',
    signs: [/\bNihon ?Kohden\b/i, /\bCardio ?fax\b/i, /\bECG-\d{4}/],
    models: [model('ECG-', '{4}')],
    dateOrder: null,
  },
  {
    vendor: 'Fukuda Denshi',
    signs: [/\bFukuda\b/i, /\bCardi ?Max\b/i, /\b(?:FX|FCP)-\d{4}/],
    models: [model('FX-|FCP-', '{4}')],
    dateOrder: null,
  },
  {
    vendor: 'Mindray',
    signs: [/\bMindray\b/i, /\bBene ?Heart\b/i],
    models: [model('(?:BeneHeart )?R', '{1,2}')],
    dateOrder: null,
  },
];

/** The vendor whose signs the rows bear; null without one, and where two vendors' signs contradict each other. */
export function vendorOf(rows: readonly { readonly text: string }[]): VendorTemplate | null {
  const signed = VENDOR_TEMPLATES.filter(({ signs }) => rows.some(({ text }) => signs.some((sign) => sign.test(text))));
  return signed.length === 1 ? (signed[0] as VendorTemplate) : null;
}
