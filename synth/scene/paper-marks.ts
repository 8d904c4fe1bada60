import type { Item, Rgb } from '../page/drawing.ts';
import type { FontName } from '../page/fonts.ts';
import type { Random } from '../random.ts';
import { type Effect, mapValues } from './effect.ts';

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
  let tall = 1;
  for (let i = 0; i < count; i++) {
    phase += random.uniform(0.35, 0.75);
    if (random.chance(0.12)) tall = random.uniform(0.4, 1.6);
    points[2 * i] = x0 + i * 0.11 * heightMm + 0.35 * heightMm * Math.cos(phase);
    points[2 * i + 1] = y0 + 0.4 * heightMm * tall * Math.sin(phase) + 0.01 * i * random.normal();
  }
  const color = random.pick(PENS);
  return { kind: 'polyline', role: 'artwork', points, widthMm: random.uniform(0.25, 0.6), color, opacity: random.uniform(0.7, 1) };
}

/** An oval office stamp with a word in it. */
export function stamp(random: Random, size: readonly [number, number]): Item[] {
  const [cx, cy] = [random.uniform(0.1, 0.9) * size[0], random.uniform(0.08, 0.92) * size[1]];
  const [a, b] = [random.uniform(11, 20), random.uniform(6, 13)];
  const color = random.pick<Rgb>([[60, 60, 170], [170, 40, 60], [90, 40, 140]]);
  const opacity = random.uniform(0.35, 0.75);
  const ring = Float64Array.from({ length: 2 * 73 }, (_, i) => {
    const angle = (2 * Math.PI * Math.floor(i / 2)) / 72;
    return i % 2 === 0 ? cx + a * Math.cos(angle) : cy + b * Math.sin(angle);
  });
  const font: FontName = 'sans-bold';
  const text = random.pick(['RECEIVED', 'COPY', 'SEEN', 'FILED', 'WARD 3', 'ARCHIVE']);
  return [
    { kind: 'polyline', role: 'artwork', points: ring, widthMm: 0.6, color, opacity },
    { kind: 'text', role: 'text', text, xMm: cx - 0.6 * a, yMm: cy + 1.4, sizeMm: 4, font, color, opacity, lead: null, facts: [] },
  ];
}

/** Rings of cups and spilled drops, darker at their rims. */
export function stains(random: Random): Effect {
  const spots = Array.from({ length: random.integer(1, 3) }, () => ({
    u: random.next(),
    v: random.next(),
    radius: random.uniform(0.03, 0.14),
    ring: random.chance(0.5),
    strength: random.uniform(0.08, 0.3),
  }));
  const tint = [0.45, 0.7, 1] as const;
  return {
    name: 'stains',
    apply: (picture) =>
      mapValues(picture, (value, pixel, channel) => {
        const x = (pixel % picture.width) / picture.width;
        const y = Math.floor(pixel / picture.width) / picture.width;
        let factor = 1;
        for (const spot of spots) {
          const far = Math.hypot(x - spot.u, y - (spot.v * picture.height) / picture.width) / spot.radius;
          if (far > 1.2) continue;
          const rim = Math.exp(-(((far - 0.95) / 0.07) ** 2));
          const cover = spot.ring ? rim : Math.min(1, rim + (far < 0.95 ? 0.45 : 0));
          factor *= 1 - spot.strength * cover * (tint[channel] ?? 1);
        }
        return value * factor;
      }),
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
      const deadRows = new Set(dead.map((part) => Math.floor(part * height)));
      return mapValues(picture, (value, pixel) => {
        const y = Math.floor(pixel / width);
        if (deadRows.has(y)) return 250;
        const u = (pixel % width) / width;
        const pale = depth * (0.6 + 0.25 * Math.sin(5 * u + phase[0]) + 0.25 * Math.sin((3 * y) / height + phase[1]));
        return value + (250 - value) * Math.max(0, pale);
      });
    },
  };
}
