/** A4 and letter, mm. */
export const SHEETS_MM: readonly (readonly [long: number, short: number])[] = [
  [297, 210],
  [279.4, 215.9],
];
