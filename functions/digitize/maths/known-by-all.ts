/** The samples that all signals know, as far as the shortest reaches. */
export function knownByAll(signals: readonly Float32Array[]): Uint32Array {
  const length = Math.min(...signals.map((mv) => mv.length));
  const kept = new Uint32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    let isKnown = true;
    for (const mv of signals) if (Number.isNaN(mv[i])) isKnown = false;
    if (isKnown) kept[count++] = i;
  }
  return kept.subarray(0, count);
}
