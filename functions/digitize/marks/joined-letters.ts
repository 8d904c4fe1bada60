/** A piece of ink in a box `width` px wide: pixels by their index there. */
export interface Piece {
  readonly pixels: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function pieceOf(pixels: readonly number[], width: number): Piece {
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (const at of pixels) {
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { pixels, left, right, top, bottom };
}

/** What hangs on a trace in a box; `peak`: the trace's wave ends in the box, which it crosses on one side only. */
export interface Hanging {
  readonly pieces: readonly Piece[];
  readonly peak: 'none' | 'up' | 'down';
}

/**
 * What hangs on a trace that passes through a box: the ink further than `penPx` from the shortest ways within it between the places where it
 * crosses the box's rim, or from the way to the end of a wave that crosses its upper or lower rim alone. Nothing where it crosses it once only at a side: it may begin there.
 */
export function hangingPieces(pixels: readonly number[], width: number, height: number, penPx: number): Hanging {
  const inside = new Uint8Array(width * height);
  for (const at of pixels) inside[at] = 1;
  const [first, ...others] = crossings(pixels, width, height);
  if (first === undefined) return { pieces: [], peak: 'none' };
  const peak = others.length > 0 ? 'none' : peakFrom(first, width, height);
  if (others.length === 0 && peak === 'none') return { pieces: [], peak };
  const [begin, ends] = peak === 'none' ? [first, others] : waveThrough(pixels, first, peak === 'up', width, penPx);
  const before = waysFrom(begin, inside, width, height);
  const reach = Math.ceil(penPx);
  for (const [end] of ends) {
    for (let at = end as number; at >= 0; at = before[at] as number) {
      const x = at % width;
      const y = (at - x) / width;
      for (let row = Math.max(0, y - reach); row <= Math.min(height - 1, y + reach); row++) {
        const half = Math.floor(Math.sqrt(penPx ** 2 - (row - y) ** 2) || 0);
        inside.fill(0, row * width + Math.max(0, x - half), row * width + Math.min(width, x + half + 1));
      }
    }
  }
  return { pieces: connectedPieces(pixels, inside, width, height), peak };
}

/** Which way a wave points that crosses a box's rim at these pixels alone. */
function peakFrom(crossing: readonly number[], width: number, height: number): Hanging['peak'] {
  const isOn = (row: number) => crossing.every((at) => Math.floor(at / width) === row);
  return isOn(height - 1) ? 'up' : isOn(0) ? 'down' : 'none';
}

/** The middle of a crossing, and the furthest pixel up or down of those straight above or below it. */
function waveThrough(
  pixels: readonly number[],
  crossing: readonly number[],
  up: boolean,
  width: number,
  penPx: number,
): readonly [begin: readonly number[], ends: readonly (readonly number[])[]] {
  const middle = crossing.toSorted((a, b) => a - b)[crossing.length >> 1] as number;
  const ahead = pixels.filter((at) => Math.abs((at % width) - (middle % width)) <= penPx / 2);
  return [[middle], [[up ? Math.min(...ahead) : Math.max(...ahead)]]];
}

/** The piece's pixels on the rim, by the places where it crosses that. */
function crossings(pixels: readonly number[], width: number, height: number): (readonly number[])[] {
  const onRim = pixels.filter((at) => {
    const x = at % width;
    const y = (at - x) / width;
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  const rim = new Uint8Array(width * height);
  for (const at of onRim) rim[at] = 1;
  return connectedPieces(onRim, rim, width, height).map((piece) => piece.pixels);
}

/** For each pixel the one before it on the shortest way from `from`; −1 at its begin. */
function waysFrom(from: readonly number[], inside: Uint8Array, width: number, height: number): Int32Array {
  const before = new Int32Array(inside.length).fill(-2);
  const queue = [...from];
  for (const at of from) before[at] = -1;
  for (let k = 0; k < queue.length; k++) {
    const at = queue[k] as number;
    for (const next of neighbours(at, width, height)) {
      if (inside[next] !== 1 || before[next] !== -2) continue;
      before[next] = at;
      queue.push(next);
    }
  }
  return before;
}

/** The connected pieces of those of the pixels that are set in a box; they are unset. */
export function connectedPieces(pixels: Iterable<number>, set: Uint8Array, width: number, height: number): Piece[] {
  const pieces: Piece[] = [];
  for (const start of pixels) {
    if (set[start] !== 1) continue;
    set[start] = 0;
    const piece = [start];
    for (let k = 0; k < piece.length; k++) {
      for (const next of neighbours(piece[k] as number, width, height)) {
        if (set[next] !== 1) continue;
        set[next] = 0;
        piece.push(next);
      }
    }
    pieces.push(pieceOf(piece, width));
  }
  return pieces;
}

/** Straight neighbours come first, so that ways run along rows and columns. */
function neighbours(at: number, width: number, height: number): number[] {
  const x = at % width;
  const y = (at - x) / width;
  return [
    [0, -1],
    [0, 1],
    [-1, 0],
    [1, 0],
    [-1, -1],
    [1, -1],
    [-1, 1],
    [1, 1],
  ].flatMap(([dx = 0, dy = 0]) =>
    x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height ? [at + dy * width + dx] : [],
  );
}
