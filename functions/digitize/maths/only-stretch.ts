/** The one stretch that is set, with what is not at both sides; null where there is none, or another. */
export function onlyStretch(isSet: readonly boolean[]): { readonly first: number; readonly end: number } | null {
  const first = isSet.indexOf(true);
  const end = isSet.lastIndexOf(true) + 1;
  const isOne = first > 0 && end < isSet.length && isSet.slice(first, end).every(Boolean);
  return isOne ? { first, end } : null;
}
