/** Which share of a signal's samples is missing; 0 of an empty one. */
export function missingShare(mv: Float32Array): number {
  return mv.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0) / Math.max(1, mv.length);
}
