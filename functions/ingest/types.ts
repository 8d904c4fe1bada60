import type { Lead } from '../leads.ts';

/** Types that are read, named by what the bytes are, never by the file's name. */
export type MediaType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/tiff'
  | 'image/webp'
  | 'image/gif'
  | 'image/bmp'
  | 'image/heic'
  | 'application/pdf'
  | 'application/x-wfdb'
  | 'application/dicom'
  | 'application/hl7-aecg+xml'
  | 'application/x-philips-sierra+xml';

/** What is known of a page without decoding it whole. */
export interface PageFacts {
  readonly index: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Resolution stated by the file; null when it states none. */
  readonly dpi: number | null;
}

/** One page decoded: interleaved 8-bit RGB, EXIF orientation applied, long side ≤ 4500 px. */
export interface RasterPage extends PageFacts {
  /** widthPx × heightPx × 3 bytes. */
  readonly rgb: Uint8Array;
}

/** A stroked or filled path of a PDF page, curves flattened, transforms applied, clipped. */
export interface VectorPath {
  /** x0, y0, x1, y1 … in raster pixels of the page (same frame as RasterPage, y down, centre-of-pixel at +0.5). */
  readonly points: Float64Array;
  readonly strokeRgb: readonly [number, number, number] | null;
  readonly fillRgb: readonly [number, number, number] | null;
  readonly strokeWidthPx: number;
  readonly closed: boolean;
  readonly dashed: boolean;
}

/** A run of text of a PDF page with its box in raster pixels. */
export interface VectorText {
  readonly text: string;
  readonly box: readonly [x: number, y: number, width: number, height: number];
}

/** The drawing of a PDF page as the file holds it. */
export interface VectorDrawing {
  /** Raster pixels per PDF point. */
  readonly pxPerPt: number;
  /** The same along each axis of the page; they differ by the rounding of the raster's size. */
  readonly axisPxPerPt: { readonly x: number; readonly y: number };
  /** Part of the page that pictures cover, 0…1: a scan, a trace or a grid that is no path. */
  readonly picturePart: number;
  readonly paths: readonly VectorPath[];
  readonly texts: readonly VectorText[];
}

/** A page ready for digitizing: always pixels, and the exact drawing where the file has one. */
export interface DecodedPage {
  readonly raster: RasterPage;
  readonly drawing: VectorDrawing | null;
}

/** A recording that needs no digitizing. Samples in mV, missing samples NaN. */
export interface SignalRecording {
  readonly sampleRateHz: number;
  readonly leads: Partial<Record<Lead, Float32Array>>;
  /** Channels that are none of the twelve leads (MLII, V …), by the file's own name. */
  readonly others: Readonly<Record<string, Float32Array>>;
  readonly ageYears: number | null;
  readonly sex: 'female' | 'male' | null;
  /** ISO 8601 without zone, as the device wrote it. */
  readonly acquiredAt: string | null;
}

/** Output of the step *ingest*: what the bytes are. */
export type Ingested =
  | { readonly kind: 'pages'; readonly mediaType: MediaType; readonly pages: readonly PageFacts[] }
  | { readonly kind: 'signal'; readonly mediaType: MediaType; readonly recording: SignalRecording };
