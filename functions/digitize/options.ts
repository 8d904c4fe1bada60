/** What a person may state about a page instead of having it inferred. */
export interface DigitizeOptions {
  /** "3x4+1", "6x2", "12x1-cabrera" …, as in `Digitized.layout`. */
  readonly layout?: string;
  readonly speedMmPerS?: number;
  readonly gainMmPerMv?: number;
  /** Clockwise quarter turns that make the page upright. */
  readonly quarterTurns?: 0 | 1 | 2 | 3;
}
