import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Font } from 'opentype.js';

/** Typefaces that come with the development dependencies: metric twins of Arial, Courier New and Times New Roman. */
const FILES = {
  sans: '@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf',
  'sans-bold': '@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf',
  serif: '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  'serif-bold': '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  mono: '@expo-google-fonts/cousine/400Regular/Cousine_400Regular.ttf',
  'mono-bold': '@expo-google-fonts/cousine/700Bold/Cousine_700Bold.ttf',
} as const;
export type FontName = keyof typeof FILES;

/** Closed contours of one character in em, y downwards from the baseline, and its advance in em. */
export interface Glyph {
  readonly contours: readonly Float64Array[];
  readonly advance: number;
}

/** Straight pieces a curve is cut into: at report sizes a piece is far below a pixel. */
const CURVE_PIECES = 6;

const fonts = new Map<FontName, Font>();
const glyphs = new Map<string, Glyph>();

function fontFor(name: FontName): Font {
  let font = fonts.get(name);
  if (font === undefined) {
    const bytes = readFileSync(createRequire(import.meta.url).resolve(FILES[name]));
    font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    fonts.set(name, font);
  }
  return font;
}

function outline(font: Font, character: string): Glyph {
  const glyph = font.charToGlyph(character);
  const contours: Float64Array[] = [];
  let points: number[] = [];
  let [x, y] = [0, 0];
  const line = (toX: number, toY: number): void => {
    points.push(toX, toY);
    [x, y] = [toX, toY];
  };
  for (const command of glyph.getPath(0, 0, 1).commands) {
    if (command.type === 'M') {
      if (points.length > 0) contours.push(Float64Array.from(points));
      points = [];
      line(command.x, command.y);
    } else if (command.type === 'L') line(command.x, command.y);
    else if (command.type !== 'Z') {
      const [fromX, fromY] = [x, y];
      const cubic = command.type === 'C';
      for (let i = 1; i <= CURVE_PIECES; i++) {
        const t = i / CURVE_PIECES;
        const u = 1 - t;
        const [a, b, c, d] = cubic
          ? [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
          : [u * u, 2 * u * t, 0, t * t];
        const [x2, y2] = command.type === 'C' ? [command.x2, command.y2] : [0, 0];
        line(a * fromX + b * command.x1 + c * x2 + d * command.x, a * fromY + b * command.y1 + c * y2 + d * command.y);
      }
    }
  }
  if (points.length > 0) contours.push(Float64Array.from(points));
  return { contours, advance: (glyph.advanceWidth ?? font.unitsPerEm) / font.unitsPerEm };
}

/** Outline of a character; the font's "missing" box when it has none. */
export function glyphFor(name: FontName, character: string): Glyph {
  const key = `${name} ${character}`;
  let glyph = glyphs.get(key);
  if (glyph === undefined) {
    glyph = outline(fontFor(name), character);
    glyphs.set(key, glyph);
  }
  return glyph;
}

/** Width of a run in the unit of `size`. */
export function textWidth(name: FontName, text: string, size: number): number {
  let width = 0;
  for (const character of text) width += glyphFor(name, character).advance;
  return width * size;
}
