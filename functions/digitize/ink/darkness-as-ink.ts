/** How dark a pixel is in pens of all colours: on the mean of its channels and in the darkest one, which is as dark in every strong colour. */
const darkness = (r: number, g: number, b: number): number => (r + g + b) / 6 + Math.max(r, g, b) / 2;

/** The darkness of pixels by their deviation from paper, three channels a pixel. */
export function sampledDarkness(deviation: Float32Array): Float32Array {
  const dark = new Float32Array(deviation.length / 3);
  for (let i = 0; i < dark.length; i++)
    dark[i] = darkness(deviation[3 * i] as number, deviation[3 * i + 1] as number, deviation[3 * i + 2] as number);
  return dark;
}

/** Sets `ink` to the darkness of all pixels, whatever their colours (as `ColourPlanes` has them): 255 where that is a full stroke's, `penDarkness`, 0…1. */
export function darknessAsInk(colours: Uint32Array, ink: Uint8Array, penDarkness: number): void {
  for (let i = 0; i < colours.length; i++) {
    const pixel = colours[i] as number;
    const dark = darkness(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255);
    ink[i] = Math.min(255, dark / penDarkness + 0.5);
  }
}
