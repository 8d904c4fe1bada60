import { foldText } from '../words/fold-text.ts';
import type { TextRow } from '../words/page-words.ts';
import type { DateOrder } from './printed-date.ts';

/** Words that only print in a language whose countries write the day first; English says nothing. */
const DAY_FIRST_WORDS =
  /\b(?:herzfrequenz|alter|geschlecht|mannlich|weiblich|frequence|sexe|homme|femme|frecuencia|edad|sexo|varon|mujer|frequenza|eta|sesso|maschio|femmina|frequencia|idade|masculino|feminino|femenino|hartfrequentie|leeftijd|geslacht|wiek|plec|mezczyzna|kobieta|yas|cinsiyet|erkek|kadin|kalp|jahre|anos|anni|jaar|lat|ans)\b/;

/**
 * Whether numeric dates on this page put day or month first: by a date whose one number exceeds 12, else by the page's
 * language; null when neither tells, or when the vendor's custom speaks against the language. The custom alone is not enough:
 * carts are set up as their hospital likes.
 */
export function inferDateOrder(rows: readonly TextRow[], ofVendor: DateOrder = null): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  let language = 0;
  for (const { text } of rows) {
    for (const match of text.matchAll(/(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(?:19|20)\d\d(?!\d)/g)) {
      if (Number(match[1]) > 12 && Number(match[3]) <= 12) dayFirst++;
      if (Number(match[3]) > 12 && Number(match[1]) <= 12) monthFirst++;
    }
    if (DAY_FIRST_WORDS.test(foldText(text))) language++;
  }
  if (dayFirst > 0 && monthFirst > 0) return null;
  if (dayFirst > 0) return 'day-first';
  if (monthFirst > 0) return 'month-first';
  const ofLanguage: DateOrder = language >= 2 ? 'day-first' : null;
  return ofVendor !== null && ofVendor !== ofLanguage ? null : ofLanguage;
}
