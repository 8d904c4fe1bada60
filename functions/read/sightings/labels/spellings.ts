/**
 * Spellings of a label by language, as carts and report software print them. Accents, case, spaces and punctuation do not
 * matter when a label is looked for, so each spelling stands once.
 */
export type LabelsByLanguage = Readonly<Record<string, readonly string[]>>;
