/** What kind of quantity a printed number is. */
export type Quantity = 'rate' | 'time' | 'angle' | 'voltage';

/** The unit that a text begins with: that of a quantity, seconds, or one that belongs to no measurement of the beat. */
export type Unit = Quantity | 'seconds' | 'foreign';

const UNITS: readonly { readonly unit: Unit; readonly pattern: RegExp }[] = [
  {
    unit: 'rate',
    pattern:
      /^(?:b\.?p\.?m\.?|8pm|\/ ?min|1\/min|min-?1|b\/min|s\/min|lpm|ppm|\/ ?dk|atim\/dk|vuru|bat|lat\/min|slagen|uderz|ud\/min|sp?m)/,
  },
  { unit: 'time', pattern: /^(?:m ?s(?:ec|ek)?|rns)\b/ },
  { unit: 'seconds', pattern: /^(?:s|sec|sek)\b/ },
  { unit: 'angle', pattern: /^(?:[°º]|deg|grad|grados|gradi|graus|stopni|derece)/ },
  { unit: 'voltage', pattern: /^m ?v\b/ },
  { unit: 'foreign', pattern: /^(?:\/ ?\d|mm|hz|cm|kg|lb|%|yr|year|jahr|ans|anos|hpa|db|[µu]v\b|[:.] ?\d\d)/ },
];

/** The unit at the beginning of a folded text; undefined when it begins with none. */
export function unitOf(folded: string): Unit | undefined {
  return UNITS.find(({ pattern }) => pattern.test(folded))?.unit;
}
