import { transformSquare } from '../maths/fourier.ts';
import type { Plane } from '../maths/plane.ts';

/** A frequency of a plane, cycles a pixel along its axes. */
export interface Frequency {
  readonly x: number;
  readonly y: number;
}

/** A frequency at which a square of the plane has more power than any beside it, and more than noise. */
export interface SpectralPeak extends Frequency {
  /** Power against the usual power at frequencies as high. */
  readonly prominence: number;
}

/** Power of a square of a plane at all frequencies, against what is usual at frequencies as high. */
export interface TileSpectrum {
  readonly centreX: number;
  readonly centreY: number;
  readonly peaks: readonly SpectralPeak[];
  /** The greatest prominence within a bin of a frequency; 0 beyond those that the square holds. */
  near(frequency: Frequency): number;
}

/** Edge of a square, px; frequencies nearer to 0 than this many bins are the page's own unevenness. */
const SIZE = 256;
const LEAST_BINS = 3;
const MOST_PEAKS = 14;
/** Peaks less prominent than this are noise. */
export const PROMINENT = 25;

/** Spectra of squares that are spread evenly over a plane, and reach beyond it where it is smaller. */
export function tileSpectra(plane: Plane, columns: number, rows: number): TileSpectrum[] {
  const { widthPx, heightPx } = plane;
  const places = Array.from({ length: columns * rows }, (_, i) => ({
    left: Math.round(((widthPx - SIZE) * ((i % columns) + 0.5)) / columns),
    top: Math.round(((heightPx - SIZE) * (Math.floor(i / columns) + 0.5)) / rows),
  }));
  const squares = places.map((place) => windowed(plane, place));
  return squares.flatMap((square, i) => {
    if (i % 2 === 1) return [];
    const other = squares[i + 1] ?? new Float64Array(square.length);
    transformSquare(square, other, SIZE);
    return powersOfBoth(square, other)
      .slice(0, places.length - i)
      .map((power, k) => spectrumOf(power, places[i + k] as Place));
  });
}

interface Place {
  readonly left: number;
  readonly top: number;
}

const WINDOW = Float64Array.from({ length: SIZE }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / SIZE) ** 2);

/** A square of the plane about its mean, fading towards its edges; blank beyond the plane. */
function windowed({ widthPx, heightPx, values }: Plane, { left, top }: Place): Float64Array {
  const out = new Float64Array(SIZE * SIZE);
  const [fromX, toX] = [Math.max(0, -left), Math.min(SIZE, widthPx - left)];
  const [fromY, toY] = [Math.max(0, -top), Math.min(SIZE, heightPx - top)];
  let sum = 0;
  for (let y = fromY; y < toY; y++) {
    const row = (top + y) * widthPx + left;
    for (let x = fromX; x < toX; x++) sum += values[row + x] as number;
  }
  const mean = sum / ((toX - fromX) * (toY - fromY));
  for (let y = fromY; y < toY; y++) {
    const row = (top + y) * widthPx + left;
    const fade = WINDOW[y] as number;
    for (let x = fromX; x < toX; x++) {
      out[y * SIZE + x] = ((values[row + x] as number) - mean) * ((WINDOW[x] as number) * fade);
    }
  }
  return out;
}

/** Power of two squares that were transformed as the real and the imaginary part of one. */
function powersOfBoth(re: Float64Array, im: Float64Array): [Float64Array, Float64Array] {
  const first = new Float64Array(re.length);
  const second = new Float64Array(re.length);
  for (let v = 0, i = 0; v < SIZE; v++) {
    for (let u = 0; u < SIZE; u++, i++) {
      const opposite = bin(-u, -v);
      const a = re[i] as number;
      const b = im[i] as number;
      const c = re[opposite] as number;
      const d = im[opposite] as number;
      first[i] = (a + c) ** 2 + (b - d) ** 2;
      second[i] = (b + d) ** 2 + (c - a) ** 2;
    }
  }
  return [first, second];
}

function spectrumOf(power: Float64Array, { left, top }: Place): TileSpectrum {
  whiten(power);
  return {
    centreX: left + (SIZE - 1) / 2,
    centreY: top + (SIZE - 1) / 2,
    peaks: peaksOf(power),
    near: ({ x, y }) => {
      const [u, v] = [Math.round(x * SIZE), Math.round(y * SIZE)];
      if (Math.hypot(u, v) >= SIZE / 2 - 1) return 0;
      return mostAround(power, u, v);
    },
  };
}

const wrapped = (k: number) => (k + SIZE) & (SIZE - 1);
const bin = (u: number, v: number) => wrapped(v) * SIZE + wrapped(u);
/** The signed frequency of a row or column of the transform, bins. */
const signed = (k: number) => (k < SIZE / 2 ? k : k - SIZE);

/** The ring of frequencies that each value of a spectrum belongs to: its whole distance from 0, bins. */
const RINGS = Uint8Array.from({ length: SIZE * SIZE }, (_, i) =>
  Math.floor(Math.hypot(signed(i % SIZE), signed(Math.floor(i / SIZE)))),
);
/** Values of each ring of the square's own frequencies; real values have the same power at opposite ones, so that half of them tell. */
const ON_RING = valuesOnRings();

function valuesOnRings(): number[][] {
  const rings: number[][] = Array.from({ length: SIZE / 2 }, () => []);
  for (let i = 0; i < RINGS.length / 2; i++) rings[RINGS[i] as number]?.push(i);
  return rings;
}

/** Divides power by the median of its ring of frequencies, where no higher ring's is greater; rings beyond the square's own frequencies are emptied. */
function whiten(power: Float64Array): void {
  const usual = ON_RING.map((ring) => {
    const values = new Float64Array(ring.length);
    for (let k = 0; k < ring.length; k++) values[k] = power[ring[k] as number] as number;
    return values.sort()[ring.length >> 1] as number;
  });
  for (let r = usual.length - 2; r >= 0; r--) usual[r] = Math.max(usual[r] as number, usual[r + 1] as number);
  for (let i = 0; i < power.length; i++) {
    const ring = RINGS[i] as number;
    power[i] =
      ring < LEAST_BINS || ring >= usual.length ? 0 : (power[i] as number) / Math.max(1e-9, usual[ring] as number);
  }
}

/** The most prominent local peaks of a half plane of frequencies, to a fraction of a bin by a parabola through the logarithms. */
function peaksOf(power: Float64Array): SpectralPeak[] {
  const found: SpectralPeak[] = [];
  for (let v = 0; v < SIZE / 2; v++) {
    for (let u = v === 0 ? 1 : -SIZE / 2 + 1; u < SIZE / 2; u++) {
      const value = power[bin(u, v)] as number;
      if (value <= PROMINENT || mostAround(power, u, v) > value) continue;
      const at = (du: number, dv: number) => Math.log(Math.max(1e-9, power[bin(u + du, v + dv)] as number));
      found.push({
        x: (u + peakAt(at(-1, 0), at(0, 0), at(1, 0))) / SIZE,
        y: (v + peakAt(at(0, -1), at(0, 0), at(0, 1))) / SIZE,
        prominence: value,
      });
    }
  }
  return found.sort((a, b) => b.prominence - a.prominence).slice(0, MOST_PEAKS);
}

/** The greatest power at a frequency and those beside it. */
function mostAround(power: Float64Array, u: number, v: number): number {
  let most = 0;
  for (let dv = -1; dv <= 1; dv++) {
    for (let du = -1; du <= 1; du++) most = Math.max(most, power[bin(u + du, v + dv)] as number);
  }
  return most;
}

/** Where a parabola through three values has its top, within ± half a step of the middle one. */
function peakAt(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  return bend < 0 ? Math.min(0.5, Math.max(-0.5, (0.5 * (before - after)) / bend)) : 0;
}
