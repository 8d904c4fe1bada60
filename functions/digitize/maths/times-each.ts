/** Every value of a record times a factor. */
export function timesEach(values: Readonly<Record<string, number>>, factor: number): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, factor * value]));
}
