import type { Random } from '../random.ts';
import type { Raster } from '../types.ts';

const DESKS: readonly (readonly [number, number, number])[] = [
  [150, 112, 78],
  [96, 70, 52],
  [205, 200, 192],
  [60, 62, 66],
  [176, 186, 196],
  [236, 234, 230],
  [40, 56, 84],
];

/** A table top: one colour with grain along one direction. */
export function desk(random: Random, width: number, height: number): Raster {
  const color = random.pick(DESKS);
  const angle = random.uniform(0, Math.PI);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const grain = random.uniform(2, 12);
  const waves = Array.from({ length: 5 }, () => [random.uniform(0.004, 0.12), random.next() * 6] as const);
  const profile = Float32Array.from({ length: 4096 }, (_, i) =>
    waves.reduce((sum, [frequency, phase]) => sum + (grain / 3) * Math.sin(frequency * i + phase), 0),
  );
  const rgb = new Uint8Array(3 * width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      const shade = profile[Math.floor(Math.abs(nx * x + ny * y)) & 4095] ?? 0;
      for (let c = 0; c < 3; c++) rgb[i + c] = Math.max(0, Math.min(255, (color[c] ?? 0) + shade));
    }
  return { width, height, rgb };
}

/** A scanner's lid: nearly white, or black where it was left open. */
export function scannerLid(random: Random, width: number, height: number): Raster {
  const value = random.chance(0.85) ? random.integer(236, 255) : random.integer(8, 40);
  return { width, height, rgb: new Uint8Array(3 * width * height).fill(value) };
}
