import type { Random } from '../random.ts';
import type { Raster } from '../types.ts';
import type { Effect } from './effect.ts';
import { type Field, fieldRow, makeField } from './field.ts';

const smooth = (t: number): number => 1 / (1 + Math.exp(-t));

/** value × gain + lift, each a smooth field, each channel with its own factor. */
export function relight(picture: Raster, gain: Field, lift: Field, tint: readonly [number, number, number]): Raster {
  const { width, height } = picture;
  const rgb = new Uint8Array(picture.rgb.length);
  const gains = new Float32Array(width);
  const lifts = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    fieldRow(gain, y, gains);
    fieldRow(lift, y, lifts);
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const i = 3 * (y * width + x) + c;
        const value = (picture.rgb[i] ?? 0) * (gains[x] ?? 1) * (tint[c] ?? 1) + (lifts[x] ?? 0) + 0.5;
        rgb[i] = Math.max(0, Math.min(255, value));
      }
  }
  return { ...picture, rgb };
}

/** Shadows with soft edges, vignetting, a gradient of the lamp, white balance, and sometimes the glare of a lamp. */
export function roomLight(random: Random, strength: number): Effect {
  const angle = random.uniform(0, 2 * Math.PI);
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  const edge = random.uniform(-0.3, 0.35);
  const softness = random.uniform(0.02, 0.12);
  const depth = random.chance(0.6) ? strength * random.uniform(0.15, 0.5) : 0;
  const slope = strength * random.uniform(-0.3, 0.3);
  const vignette = strength * random.uniform(0.05, 0.35);
  const exposure = 1 - strength * random.uniform(0, 0.25);
  const warmth = strength * Math.max(-0.09, Math.min(0.12, 0.05 * random.normal() + 0.01));
  const tint: [number, number, number] = [1 + 0.5 * warmth, 1 + 0.01 * random.normal() * strength, 1 - warmth];
  const glare = random.chance(0.3 * strength) ? random.uniform(60, 200) : 0;
  const [gx, gy, gr] = [random.next(), random.next(), random.uniform(0.05, 0.2)];
  return {
    name: 'light',
    apply: (picture) => {
      const gain = makeField(picture.width, picture.height, (u, v) => {
        const along = nx * (u - 0.5) + ny * (v - 0.5);
        const shadow = 1 - depth * smooth((along - edge) / softness);
        const corner = 1 - vignette * ((u - 0.5) ** 2 + (v - 0.5) ** 2) * 2;
        return exposure * shadow * corner * (1 + slope * along);
      });
      const lift = makeField(picture.width, picture.height, (u, v) =>
        glare === 0 ? 0 : glare * Math.exp(-((u - gx) ** 2 + (v - gy) ** 2) / gr ** 2),
      );
      return relight(picture, gain, lift, tint);
    },
  };
}

/** Bands of interference between a screen's pixels and the camera's, coloured as they are in photographs of screens. */
export function moire(random: Random): Effect {
  const strength = random.uniform(0.04, 0.14);
  const angle = random.uniform(0, Math.PI);
  const periodPx = random.uniform(5, 22);
  const [fx, fy] = [(2 * Math.PI * Math.cos(angle)) / periodPx, (2 * Math.PI * Math.sin(angle)) / periodPx];
  const bend = random.uniform(0.5, 3) * 1e-6;
  const spread = random.uniform(0.4, 1.6);
  return {
    name: 'moire',
    apply: (picture) => {
      const rgb = new Uint8Array(picture.rgb.length);
      for (let y = 0, i = 0; y < picture.height; y++)
        for (let x = 0; x < picture.width; x++) {
          const phase = fx * x + fy * y + bend * (x * x + y * y) * periodPx;
          for (let c = 0; c < 3; c++, i++) {
            const factor = 1 - strength + strength * Math.sin(phase + c * spread);
            rgb[i] = Math.min(255, (picture.rgb[i] ?? 0) * factor + 0.5);
          }
        }
      return { ...picture, rgb };
    },
  };
}
