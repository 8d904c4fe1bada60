/** What the page network says of an upright page; all planes row by row, probabilities 0…1. */
export interface PageMaps {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Coverage of each pixel by a trace's stroke. */
  readonly trace: Float32Array;
  /** At half the resolution, one plane after another: text, bars between columns, calibration pulses. */
  readonly print: Float32Array;
  /** At a quarter of the resolution: that the name of a lead stands there, whichever. */
  readonly named: Float32Array;
}

/** The learned reader of pages; sizes are multiples of `SIZE_STEP`. */
export interface PageNetwork {
  /** `input` holds pixels as `ColourPlanes` does, row by row at `PX_PER_MM`; `threads` may work on it, one by default. */
  read(input: Uint32Array, widthPx: number, heightPx: number, threads?: number): Promise<PageMaps>;
  /** Which lead each word names: `count` words of the four channels, 0…1, 4 × WORD_HEIGHT × WORD_WIDTH → 13 probabilities a word (none, I, II … V6). */
  readNames(words: Float32Array, count: number): Promise<Float32Array>;
  /** How far down lines have to be moved, px: windows as `line-network/line-windows.ts` packs them → BATCH × WINDOW moves. */
  correctLines(windows: Float32Array): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Size in which words are shown, view pixels. */
export const WORD_HEIGHT = 32;
export const WORD_WIDTH = 64;

/** Resolution that the network was trained for. */
export const PX_PER_MM = 6;
export const SIZE_STEP = 32;
