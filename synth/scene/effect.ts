import type { Raster } from '../types.ts';

/** A change of a picture that moves nothing. */
export interface Effect {
  readonly name: string;
  readonly apply: (picture: Raster) => Raster | Promise<Raster>;
}

/** A new raster of the same size with `change(value, pixel, channel)` at every value, clamped to 0–255. */
export function mapValues(picture: Raster, change: (value: number, pixel: number, channel: number) => number): Raster {
  const rgb = new Uint8Array(picture.rgb.length);
  for (let pixel = 0, i = 0; i < rgb.length; pixel++)
    for (let channel = 0; channel < 3; channel++, i++)
      rgb[i] = Math.max(0, Math.min(255, change(picture.rgb[i] ?? 0, pixel, channel) + 0.5));
  return { ...picture, rgb };
}
