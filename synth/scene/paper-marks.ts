import type { Item, Rgb } from '../page/drawing.ts';
import type { FontName } from '../page/fonts.ts';
import type { Random } from '../random.ts';
import type { Effect } from './effect.ts';
import { makeField } from './field.ts';
import { relight } from './light.ts';

const PENS: readonly Rgb[] = [
  [20, 40, 140],
  [20, 40, 140],
  [25, 25, 30],
  [150, 20, 40],
  [20, 110, 60],
];

/** A scribbled line: loops that run to the right, as a hand writes. */
export function handwriting(random: Random, size: readonly [number, number]): Item {
  const [x0, y0] = [random.uniform(0.05, 0.75) * size[0], random.uniform(0.04, 0.96) * size[1]];
  const heightMm = random.uniform(2, 7);
  const count = random.integer(25, 120);
  const points = new Float64Array(2 * count);
  let phase = random.next() * 6;
  let [tall, wide, pace, speed] = [1, 0.3, 0.08, 0.5];
  let penX = x0;
  for (let i = 0; i < count; i++) {
    phase += speed;
    if (random.chance(0.16)) {
      tall = random.uniform(0.3, 1.7);
      wide = random.uniform(0.05, 0.4);
      pace = random.uniform(0.04, 0.16);
      speed = random.pick([-1, 1, 1]) * random.uniform(0.35, 0.9);
    }
    penX += pace * heightMm;
    points[2 * i] = penX + wide * heightMm * Math.cos(phase);
    points[2 * i + 1] = y0 + 0.4 * heightMm * tall * Math.sin(phase) + 0.2 * random.normal();
  }
  const color = random.pick(PENS);
  return {
    kind: 'polyline',
    role: 'artwork',
    points,
    widthMm: random.uniform(0.25, 0.6),
    color,
    opacity: random.uniform(0.7, 1),
  };
}

/** An oval office stamp with a word in it. */
export function stamp(random: Random, size: readonly [number, number]): Item[] {
  const [cx, cy] = [random.uniform(0.1, 0.9) * size[0], random.uniform(0.08, 0.92) * size[1]];
  const [a, b] = [random.uniform(11, 20), random.uniform(6, 13)];
  const color = random.pick<Rgb>([
    [60, 60, 170],
    [170, 40, 60],
    [90, 40, 140],
  ]);
  const opacity = random.uniform(0.35, 0.75);
  const ring = Float64Array.from({ length: 2 * 73 }, (_, i) => {
    const angle = (2 * Math.PI * Math.floor(i / 2)) / 72;
    return i % 2 === 0 ? cx + a * Math.cos(angle) : cy + b * Math.sin(angle);
  });
  const font: FontName = 'sans-bold';
  const text = random.pick(['RECEIVED', 'COPY', 'SEEN', 'FILED', 'WARD 3', 'ARCHIVE']);
  return [
    { kind: 'polyline', role: 'artwork', points: ring, widthMm: 0.6, color, opacity },
    {
      kind: 'text',
      role: 'text',
      text,
      xMm: cx - 0.6 * a,
      yMm: cy + 1.4,
      sizeMm: 4,
      font,
      color,
      opacity,
      lead: null,
      facts: [],
    },
  ];
}

/** Rings of cups and spilled drops, darker at their rims and brown. */
export function stains(random: Random): Effect {
  const spots = Array.from({ length: random.integer(1, 3) }, () => ({
    u: random.next(),
    v: random.next(),
    radius: random.uniform(0.03, 0.14),
    ring: random.chance(0.5),
    strength: random.uniform(0.08, 0.3),
  }));
  return {
    name: 'stains',
    apply: (picture) => {
      const { width, height } = picture;
      const rgb = picture.rgb.slice();
      for (const spot of spots) {
        const [cx, cy, radius] = [spot.u * width, spot.v * height, spot.radius * width];
        const reach = 1.2 * radius;
        for (let y = Math.max(0, Math.floor(cy - reach)); y < Math.min(height, cy + reach); y++)
          for (let x = Math.max(0, Math.floor(cx - reach)); x < Math.min(width, cx + reach); x++) {
            const far = Math.hypot(x - cx, y - cy) / radius;
            const rim = Math.exp(-(((far - 0.95) / 0.07) ** 2));
            const cover = spot.strength * (spot.ring ? rim : Math.min(1, rim + (far < 0.95 ? 0.45 : 0)));
            const i = 3 * (y * width + x);
            rgb[i] = (rgb[i] ?? 0) * (1 - 0.45 * cover);
            rgb[i + 1] = (rgb[i + 1] ?? 0) * (1 - 0.7 * cover);
            rgb[i + 2] = (rgb[i + 2] ?? 0) * (1 - cover);
          }
      }
      return { width, height, rgb };
    },
  };
}

/** Heat-sensitive paper that has paled unevenly, with rows that a dead dot of the head left white. */
export function thermalFade(random: Random): Effect {
  const depth = random.uniform(0.15, 0.55);
  const phase = [random.next() * 6, random.next() * 6] as const;
  const dead = Array.from({ length: random.integer(0, 2) }, () => random.next());
  return {
    name: 'thermal-fade',
    apply: (picture) => {
      const { width, height } = picture;
      const pale = (u: number, v: number): number =>
        Math.max(0, depth * (0.6 + 0.25 * Math.sin(5 * u + phase[0]) + 0.25 * Math.sin(3 * v + phase[1])));
      const kept = makeField(width, height, (u, v) => 1 - pale(u, v));
      const lift = makeField(width, height, (u, v) => 250 * pale(u, v));
      const faded = relight(picture, kept, lift, [1, 1, 1]);
      for (const part of dead) {
        const y = Math.floor(part * height);
        faded.rgb.fill(250, 3 * y * width, 3 * (y + 1) * width);
      }
      return faded;
    },
  };
}
