import sharp from 'sharp';

/** A picture's bytes, altered; `width` and `height` are the picture's, px. */
export type Alteration = (picture: Buffer, width: number, height: number) => Promise<Buffer>;

type Sharp = ReturnType<typeof sharp>;
const jpeg = (image: Sharp, quality = 85) => image.jpeg({ quality }).toBuffer();
const png = (image: Sharp) => image.png().toBuffer();

/** Lines of letters that say nothing, from (x, y) on. */
const prose = (x: number, y: number, lines: number, sizePx: number, fill: string): string =>
  Array.from({ length: lines }, (_, i) => {
    const words = Array.from({ length: 8 }, (__, k) => 'lorem ipsum dolor sit amet'.split(' ')[(3 * i + k) % 5]);
    return `<text x="${x}" y="${y + 1.6 * sizePx * i}" font-family="DejaVu Sans" font-size="${sizePx}" fill="${fill}">${words.join(' ')}</text>`;
  }).join('');

const drawing = (width: number, height: number, content: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);

interface Ground {
  readonly width: number;
  readonly height: number;
  readonly background: string;
}

/** A picture on a ground, with what is drawn beside it. */
const laidOn = (ground: Ground, picture: Buffer, left: number, top: number, content = ''): Sharp =>
  sharp({ create: { ...ground, channels: 3 } }).composite([
    { input: picture, left: Math.round(left), top: Math.round(top) },
    { input: drawing(ground.width, ground.height, content) },
  ]);

/** The screen of a telephone, px. */
const SCREEN = { long: 2532, short: 1170 } as const;

/** What happens to pictures of reports before somebody sends them, none of which changes what they say. */
export const ALTERATIONS: Readonly<Record<string, Alteration>> = {
  negative: (picture) => png(sharp(picture).negate({ alpha: false })),
  faded: (picture) => png(sharp(picture).linear(0.35, 150)),
  'jpeg-15': (picture) => jpeg(sharp(picture), 15),
  'small-1000': (picture) => jpeg(sharp(picture).resize({ width: 1000 }), 60),
  enlarged: (picture, width) => jpeg(sharp(picture).resize({ width: Math.min(5000, 2 * width) }), 80),
  grey: (picture) => png(sharp(picture).greyscale()),
  'turned-3': (picture) => jpeg(sharp(picture).rotate(3, { background: '#fff' })),
  'upside-down': (picture) => png(sharp(picture).rotate(180)),
  'wider-1.1': (picture, width, height) => png(sharp(picture).resize(Math.round(1.1 * width), height, { fit: 'fill' })),
  'black-border': (picture) =>
    jpeg(sharp(picture).extend({ top: 200, bottom: 150, left: 300, right: 80, background: '#111' })),
  letterbox: async (picture) => {
    const shown = await sharp(picture)
      .resize({ width: SCREEN.short, height: SCREEN.long - 900, fit: 'inside' })
      .toBuffer({ resolveWithObject: true });
    const ground = { width: SCREEN.short, height: SCREEN.long, background: '#000' };
    const text = prose(70, 90, 1, 44, '#fff') + prose(60, SCREEN.long - 300, 3, 40, '#ccc');
    return jpeg(laidOn(ground, shown.data, 0, (SCREEN.long - shown.info.height) / 2, text));
  },
  'side-bars': async (picture) => {
    const shown = await sharp(picture)
      .resize({ width: 2300, height: 1100, fit: 'inside' })
      .toBuffer({ resolveWithObject: true });
    const ground = { width: SCREEN.long, height: SCREEN.short, background: '#000' };
    const { width, height } = shown.info;
    return png(laidOn(ground, shown.data, (SCREEN.long - width) / 2, (SCREEN.short - height) / 2));
  },
  'dark-viewer': (picture, w, h) => {
    const ground = { width: Math.round(1.3 * w), height: Math.round(1.25 * h), background: '#2b2f36' };
    const bar = `<rect width="${ground.width}" height="${0.08 * h}" fill="#dfe3ea"/>`;
    const menu = prose(20, 0.05 * h, 1, w / 60, '#222') + prose(10, 0.16 * h, 9, w / 150, '#ddd');
    return png(laidOn(ground, picture, 0.22 * w, 0.12 * h, bar + menu));
  },
  'light-viewer': (picture, w, h) => {
    const ground = { width: Math.round(1.04 * w), height: Math.round(1.14 * h), background: '#f0f0f0' };
    const buttons = Array.from(
      { length: 14 },
      (_, i) =>
        `<rect x="${20 + 0.05 * i * w}" y="${0.06 * h}" width="${0.03 * w}" height="${0.035 * h}" fill="#ddd" stroke="#999"/>`,
    );
    const bar = `<rect width="${ground.width}" height="${0.05 * h}" fill="#1e5aa8"/>${buttons.join('')}`;
    return png(laidOn(ground, picture, 0.02 * w, 0.11 * h, bar));
  },
  slide: (picture, w, h) => {
    const ground = { width: Math.round(1.15 * w), height: Math.round(1.6 * h), background: '#fff' };
    const text = prose(0.08 * w, 0.18 * h, 1, w / 30, '#123') + prose(0.08 * w, 1.42 * h, 2, w / 40, '#333');
    return jpeg(laidOn(ground, picture, 0.07 * w, 0.3 * h, text));
  },
  'below-prose': (picture, w, h) => {
    const ground = { width: w, height: Math.round(1.7 * h), background: '#fff' };
    return jpeg(laidOn(ground, picture, 0, 0.7 * h, prose(0.06 * w, 0.08 * h, 14, h / 45, '#222')));
  },
};
