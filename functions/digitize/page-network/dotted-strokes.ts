import { type Component, findComponents } from '../maths/components.ts';
import { firstFrom } from '../maths/first-from.ts';
import { lineThrough } from '../maths/line-through.ts';
import { median } from '../maths/median.ts';
import type { Plane } from '../maths/plane.ts';

/** A dot is this large at most, mm; of more than this many on a page most are of a dotted grid or of greys. */
const DOT_MM = 0.5;
const MOST_DOTS = 8000;
/** A dot with others to its left and right, as far as this and as level, mm, is of such a pattern. */
const BESIDE_MM = { most: 1.4, level: 0.2 };
/** Where fewer of the dots are single, the page is full of such patterns. */
const SINGLE = 0.8;
/** The next dot of a steep stroke is no further than this, mm: 2.5 mV in 20 ms, a dot each two milliseconds; it stands to the side by this and this share of that at most. */
const NEXT_MM = 2.6;
const ASIDE = { mm: 0.1, share: 0.3 };
/** From dot to dot the distance changes by less than this factor, and mm. */
const UNEVEN = { factor: 2, mm: 0.3 };
/** So many dots in a row, over so much height, mm, are a stroke's. */
const LEAST_DOTS = 5;
const LEAST_HEIGHT_MM = 1.5;
/** Dots in line to this, mm, and as even as this, as a share of their distance, for so long, mm, may be a dotted line and tell nothing. */
const IN_LINE_MM = 0.12;
const EVEN = 0.15;
const LINE_MM = 8;
/** A page's traces are dotted where strokes hold so many dots and this share of all: specks are in line by chance. */
const MANY_DOTS = 40;
const MOSTLY = 0.25;

type Pitch = { readonly x: number; readonly y: number };

/** A dot: the middle of its ink, px, how wide a full square of that ink would be, and how dark it is. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly value: number;
  readonly box: Component;
}

/** The steep strokes of dotted traces, dot by dot from the top; none on pages where few dots follow one another upright and evenly. `least`: the ink of a dot. */
export function dottedStrokes(ink: Plane, least: number, pitch: Pitch): Dot[][] {
  const boxes = findComponents(ink, least).components.filter(
    ({ left, right, top, bottom }) => right + 1 - left <= DOT_MM * pitch.x && bottom - top <= DOT_MM * pitch.y,
  );
  if (boxes.length < MANY_DOTS || boxes.length > MOST_DOTS) return [];
  const dots = boxes.map((box) => dotOf(box, ink));
  const single = withoutPatterns(dots, pitch);
  if (single.length < SINGLE * dots.length) return [];
  const strokes = chains(single, pitch)
    .flatMap((chain) => evenParts(chain, pitch))
    .filter((chain) => isStroke(chain, pitch));
  const inStrokes = strokes.reduce((sum, stroke) => sum + (isDottedLine(stroke, pitch) ? 0 : stroke.length), 0);
  return inStrokes >= MANY_DOTS && inStrokes >= MOSTLY * single.length ? strokes : [];
}

/** A dot with its rim, which the threshold cuts off. */
function dotOf(box: Component, { values, widthPx, heightPx }: Plane): Dot {
  let [mass, atX, atY, value] = [0, 0, 0, 0];
  for (let y = Math.max(0, box.top - 1); y < Math.min(heightPx, box.bottom + 1); y++) {
    for (let x = Math.max(0, box.left - 1); x <= Math.min(widthPx - 1, box.right + 1); x++) {
      const one = values[y * widthPx + x] as number;
      mass += one;
      atX += one * x;
      atY += one * y;
      value = Math.max(value, one);
    }
  }
  return { x: atX / mass, y: atY / mass, widthPx: Math.sqrt(mass / value), value, box };
}

/** Dots that do not stand in rows with others. */
function withoutPatterns(dots: readonly Dot[], pitch: Pitch): Dot[] {
  const rowOf = ({ y }: Dot) => Math.floor(y / (BESIDE_MM.level * pitch.y));
  const most = BESIDE_MM.most * pitch.x;
  const rows = new Map(
    [...Map.groupBy(dots, rowOf)].map(([row, there]) => [row, there.map(({ x }) => x).sort((a, b) => a - b)]),
  );
  return dots.filter((dot) => {
    const near = [-1, 0, 1].map((k) => rows.get(rowOf(dot) + k) ?? []);
    const isBetween = (from: number, to: number) => near.some((xs) => (xs[firstFrom(xs, from)] ?? to) < to);
    return !(isBetween(dot.x - most, dot.x) && isBetween(dot.x + 1, dot.x + most));
  });
}

/** Dots that follow one another downwards, each the nearest to the other. */
function chains(dots: readonly Dot[], pitch: Pitch): Dot[][] {
  const byColumn = Map.groupBy(dots, ({ x }) => Math.floor(x / pitch.x));
  const next = new Map<Dot, Dot>();
  const before = new Map<Dot, { dot: Dot; cost: number }>();
  for (const dot of dots) {
    const column = Math.floor(dot.x / pitch.x);
    const near = [-1, 0, 1].flatMap((k) => byColumn.get(column + k) ?? []);
    let best: Dot | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const other of near) {
      const cost = costTo(dot, other, pitch);
      if (cost < least) [best, least] = [other, cost];
    }
    if (best === null) continue;
    const rival = before.get(best);
    if (rival !== undefined && rival.cost <= least) continue;
    if (rival !== undefined) next.delete(rival.dot);
    next.set(dot, best);
    before.set(best, { dot, cost: least });
  }
  const heads = dots.filter((dot) => !before.has(dot) && next.has(dot));
  return heads.map((head) => {
    const chain = [head];
    for (let dot = next.get(head); dot !== undefined; dot = next.get(dot)) chain.push(dot);
    return chain;
  });
}

/** How far the other stands below, mm, sideways counting double; infinite where it is not the next dot of a steep stroke. */
function costTo(dot: Dot, other: Dot, pitch: Pitch): number {
  const downMm = (other.y - dot.y) / pitch.y;
  const asideMm = Math.abs(other.x - dot.x) / pitch.x;
  const isNext = downMm > 0 && downMm <= NEXT_MM && asideMm <= ASIDE.mm + ASIDE.share * downMm;
  return isNext ? downMm + 2 * asideMm : Number.POSITIVE_INFINITY;
}

/** A chain cut where the distance from dot to dot jumps. */
function evenParts(chain: readonly Dot[], pitch: Pitch): Dot[][] {
  const parts: Dot[][] = [];
  let part: Dot[] = [];
  let lastMm = 0;
  for (const dot of chain) {
    const previous = part.at(-1);
    const stepMm = previous === undefined ? 0 : (dot.y - previous.y) / pitch.y;
    const [short, long] = [Math.min(stepMm, lastMm), Math.max(stepMm, lastMm)];
    if (part.length > 1 && long > UNEVEN.factor * short && long - short > UNEVEN.mm) {
      parts.push(part);
      part = previous === undefined ? [] : [previous];
    }
    part.push(dot);
    lastMm = stepMm;
  }
  return [...parts, part];
}

function isStroke(chain: readonly Dot[], pitch: Pitch): boolean {
  const [first, last] = [chain[0], chain.at(-1)];
  if (chain.length < LEAST_DOTS || first === undefined || last === undefined) return false;
  return last.y - first.y >= LEAST_HEIGHT_MM * pitch.y;
}

function isDottedLine(chain: readonly Dot[], pitch: Pitch): boolean {
  const [xs, ys] = [chain.map(({ x }) => x), chain.map(({ y }) => y)];
  const { meanX: meanY, meanY: meanX, slope } = lineThrough(ys, xs);
  if ((ys.at(-1) as number) - (ys[0] as number) < LINE_MM * pitch.y || slope === null) return false;
  const aside = xs.map((x, i) => Math.abs(x - meanX - slope * ((ys[i] as number) - meanY)));
  const steps = ys.slice(1).map((y, i) => y - (ys[i] as number));
  const usual = median(steps);
  const uneven = median(steps.map((step) => Math.abs(step - usual)));
  return median(aside) < IN_LINE_MM * pitch.x && uneven < EVEN * usual;
}
