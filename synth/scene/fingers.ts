import type { Random } from '../random.ts';
import type { Effect } from './effect.ts';

/** A fingertip that holds the sheet at an edge of the picture; it covers little more than the margin. */
export function finger(random: Random): Effect {
  const skin = random.pick([
    [224, 172, 140],
    [190, 130, 95],
    [120, 80, 58],
    [240, 195, 170],
  ] as const);
  const side = random.integer(0, 3);
  const along = random.uniform(0.1, 0.9);
  const size = random.uniform(0.022, 0.04);
  const reach = random.uniform(0.8, 1.6);
  return {
    name: 'finger',
    apply: (picture) => {
      const { width, height } = picture;
      const rgb = picture.rgb.slice();
      const a = size * Math.max(width, height);
      const [cx, cy] =
        side % 2 === 0 ? [along * width, side === 0 ? 0 : height - 1] : [side === 1 ? 0 : width - 1, along * height];
      const [rx, ry] = side % 2 === 0 ? [a, reach * a] : [reach * a, a];
      for (let y = Math.max(0, Math.floor(cy - ry)); y < Math.min(height, cy + ry); y++)
        for (let x = Math.max(0, Math.floor(cx - rx)); x < Math.min(width, cx + rx); x++) {
          const far = Math.hypot((x - cx) / rx, (y - cy) / ry);
          if (far > 1) continue;
          const shade = 1 - 0.35 * far * far;
          const cover = Math.min(1, (1 - far) * a * 0.25);
          const i = 3 * (y * width + x);
          for (let c = 0; c < 3; c++) rgb[i + c] = (rgb[i + c] ?? 0) * (1 - cover) + (skin[c] ?? 0) * shade * cover;
        }
      return { width, height, rgb };
    },
  };
}
