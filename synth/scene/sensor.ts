import sharp, { type Sharp } from 'sharp';
import type { Random } from '../random.ts';
import type { Raster } from '../types.ts';
import type { Effect } from './effect.ts';

async function through(picture: Raster, change: (image: Sharp) => Sharp): Promise<Raster> {
  const image = sharp(picture.rgb, { raw: { width: picture.width, height: picture.height, channels: 3 } });
  const { data, info } = await change(image)
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, rgb: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

/** Out of focus by a Gaussian of `sigmaPx`. */
export function defocus(sigmaPx: number): Effect {
  return {
    name: 'blur',
    apply: (picture) => (sigmaPx < 0.3 ? picture : through(picture, (image) => image.blur(sigmaPx))),
  };
}

/** The hand moved by `lengthPx` (≤ 11) along an angle while the shutter was open. */
export function motionBlur(lengthPx: number, angleDeg: number): Effect {
  const size = 11;
  const kernel = new Array<number>(size * size).fill(0);
  const [dx, dy] = [Math.cos((angleDeg * Math.PI) / 180), Math.sin((angleDeg * Math.PI) / 180)];
  // The smear is symmetrical about the middle, so the line stays where truth says.
  for (let step = -40; step <= 40; step++) {
    const x = 5 + (dx * lengthPx * step) / 80;
    const y = 5 + (dy * lengthPx * step) / 80;
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    for (const [cx, cy] of [
      [x0, y0],
      [x0 + 1, y0],
      [x0, y0 + 1],
      [x0 + 1, y0 + 1],
    ] as const) {
      const weight = Math.max(0, 1 - Math.abs(x - cx)) * Math.max(0, 1 - Math.abs(y - cy));
      if (cx >= 0 && cy >= 0 && cx < size && cy < size) kernel[cy * size + cx] = (kernel[cy * size + cx] ?? 0) + weight;
    }
  }
  return {
    name: 'motion',
    apply: (picture) => through(picture, (image) => image.convolve({ width: size, height: size, kernel })),
  };
}

/** Written as JPEG of a quality and read again. */
export function jpeg(quality: number): Effect {
  return {
    name: `jpeg-${quality}`,
    apply: async (picture) => {
      const image = sharp(picture.rgb, { raw: { width: picture.width, height: picture.height, channels: 3 } });
      const bytes = await image.jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
      const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return {
        width: info.width,
        height: info.height,
        rgb: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      };
    },
  };
}

/** Noise of the sensor: a normal deviation in each value, larger in the dark by `shadowBoost`. */
export function noise(random: Random, deviation: number): Effect {
  const table = Float32Array.from({ length: 65536 }, () => random.normal() * deviation);
  const start = random.integer(0, 65535);
  return {
    name: 'noise',
    apply: (picture) => {
      const rgb = new Uint8Array(picture.rgb.length);
      let state = start | 1;
      for (let i = 0; i < rgb.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        const value = (picture.rgb[i] ?? 0) + (table[state >>> 16] ?? 0) + 0.5;
        rgb[i] = Math.max(0, Math.min(255, value));
      }
      return { ...picture, rgb };
    },
  };
}
