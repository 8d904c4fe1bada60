/** SVG path of a trace in millimetres; a missing sample lifts the pen. */
export function tracePath(
  mv: readonly (number | null)[],
  place: { readonly xMm: number; readonly baselineMm: number; readonly mmPerSample: number; readonly mmPerMv: number },
): string {
  let path = '';
  let penDown = false;
  for (const [index, value] of mv.entries()) {
    if (value === null) {
      penDown = false;
      continue;
    }
    const x = place.xMm + index * place.mmPerSample;
    const y = place.baselineMm - value * place.mmPerMv;
    path += `${penDown ? 'L' : 'M'}${x.toFixed(2)} ${y.toFixed(2)}`;
    penDown = true;
  }
  return path;
}
