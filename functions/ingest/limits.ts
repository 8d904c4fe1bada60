/** What one file may cost. Everything above is a Problem before the memory is taken. */
export interface IngestLimits {
  /** Bytes of the file as sent. */
  readonly bytes: number;
  /** Pixels of one page as the file declares it, before it is made smaller. */
  readonly pixels: number;
  /** Pages of a document. */
  readonly pages: number;
  /** Bytes that a document may need while it is unpacked. */
  readonly unpackedBytes: number;
  /** Samples of a recording, all channels together. */
  readonly samples: number;
}

/** 50 MB, 60 megapixels, 20 pages, 512 MB unpacked, 60 million samples (twelve leads, 500 Hz, 2.7 h). */
export const DEFAULT_INGEST_LIMITS: IngestLimits = {
  bytes: 50_000_000,
  pixels: 60_000_000,
  pages: 20,
  unpackedBytes: 512 * 1024 * 1024,
  samples: 60_000_000,
};

/** The long side of a decoded page in pixels: 300 dpi on A4 and letter with room to spare. */
export const LONG_SIDE_PX = 4500;

/** Below this a page cannot hold a readable twelve-lead ECG: 250 mm at 1 px/mm. */
export const MIN_LONG_SIDE_PX = 250;

/** Below this there is no room for a single row of an ECG. */
export const MIN_SHORT_SIDE_PX = 60;
