import { toBlackAndWhite, toGrey } from '../picture.ts';
import type { Random } from '../random.ts';
import type { Raster } from '../types.ts';
import { type Effect, mapValues } from './effect.ts';

/** Grey only. */
export const grey: Effect = { name: 'grey', apply: toGrey };

/** Line art as scanners and exports make it: black below the middle of the scale, whatever the page looks like. */
export const lineArt: Effect = { name: 'line-art', apply: (picture) => toBlackAndWhite(picture, 128) };

/** Black and white at the threshold that keeps the given share of the distance from ink to paper. */
export function blackAndWhite(random: Random): Effect {
  const share = random.uniform(0.5, 0.72);
  const grain = random.uniform(0, 14);
  const jitter = Float32Array.from({ length: 4096 }, () => grain * random.normal());
  return {
    name: 'black-and-white',
    apply: (picture) =>
      mapValues(toGrey(picture), (value, pixel) =>
        value + (jitter[(pixel * 2654435761) & 4095] ?? 0) < 255 * share ? 0 : 255,
      ),
  };
}

/** A fax in standard resolution: every other row is lost and its neighbour drawn twice, then black and white. */
export function fax(random: Random): Effect {
  const threshold = blackAndWhite(random);
  const halved = random.chance(0.5);
  return {
    name: 'fax',
    apply: async (picture) => {
      const { width, height, rgb } = await threshold.apply(picture);
      if (halved) for (let y = 1; y < height; y += 2) rgb.copyWithin(3 * y * width, 3 * (y - 1) * width, 3 * y * width);
      return { width, height, rgb };
    },
  };
}

function streaked(picture: Raster, columns: readonly { readonly x: number; readonly dark: number }[]): Raster {
  const rgb = picture.rgb.slice();
  for (const { x, dark } of columns)
    for (let y = 0; y < picture.height; y++)
      for (let c = 0; c < 3; c++) {
        const i = 3 * (y * picture.width + Math.floor(x * picture.width)) + c;
        rgb[i] = Math.max(0, Math.min(255, (rgb[i] ?? 0) + dark));
      }
  return { ...picture, rgb };
}

/** A photocopy: grey, hard contrast, streaks of the drum, specks of toner. */
export function photocopy(random: Random): Effect {
  const contrast = random.uniform(1.15, 1.9);
  const pivot = random.uniform(150, 215);
  const streaks = Array.from({ length: random.integer(0, 6) }, () => ({
    x: random.next(),
    dark: random.uniform(-90, 70),
  }));
  const specks = random.integer(0, 400);
  const places = Array.from({ length: specks }, () => [random.next(), random.next(), random.integer(1, 3)] as const);
  return {
    name: 'photocopy',
    apply: (picture) => {
      const hard = mapValues(toGrey(picture), (value) => pivot + contrast * (value - pivot) + 10);
      const out = streaked(hard, streaks);
      for (const [u, v, size] of places) {
        const x0 = Math.floor(u * (out.width - size));
        const y0 = Math.floor(v * (out.height - size));
        for (let y = y0; y < y0 + size; y++)
          out.rgb.fill(30, 3 * (y * out.width + x0), 3 * (y * out.width + x0 + size));
      }
      return out;
    },
  };
}
