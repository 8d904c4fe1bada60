/** Whole years from a birth date to a later one, both ISO 8601; null where either is missing or they make no sense. */
export function yearsBetween(born: string | null, at: string | null): number | null {
  if (born === null || at === null) return null;
  const [birth, day] = [born.slice(0, 10), at.slice(0, 10)];
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);
  return years >= 0 && years <= 120 ? years : null;
}
