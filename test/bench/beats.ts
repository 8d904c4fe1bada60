/** A made-up rhythm at any time: beats whose distances change, so that no lag but the right one fits. mV. */
export function beatsAt(timeS: number): number {
  let mv = 0;
  for (let beat = 0, atS = 0.3; beat < 14; atS += 0.7 + 0.05 * Math.sin(3 * beat), beat++)
    for (const [afterS, widthS, heightMv] of [
      [-0.16, 0.02, 0.15],
      [0, 0.012, 1.2],
      [0.03, 0.01, -0.3],
      [0.25, 0.05, 0.3],
    ] as const)
      mv += heightMv * Math.exp(-0.5 * ((timeS - atS - afterS) / widthS) ** 2);
  return mv;
}

/** The same as 500 samples a second from `fromS` on. */
export function beats(length: number, fromS = 0): Float64Array {
  return Float64Array.from({ length }, (_, i) => beatsAt(fromS + i / 500));
}
