/** A bitmap whose upper half is red and lower half green; black and white at one bit a pixel. */
export function encodeBmp(bits: 1 | 4 | 8 | 16 | 24 | 32, width: number, height: number): Uint8Array {
  const palette = bits <= 8 ? [bits === 1 ? [0, 0, 0] : [255, 0, 0], bits === 1 ? [255, 255, 255] : [0, 255, 0]] : [];
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const pixelsAt = 54 + 4 * palette.length;
  const bmp = Buffer.alloc(pixelsAt + rowBytes * height);
  bmp.write('BM', 'latin1');
  bmp.writeUInt32LE(bmp.length, 2);
  bmp.writeUInt32LE(pixelsAt, 10);
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  bmp.writeUInt16LE(1, 26);
  bmp.writeUInt16LE(bits, 28);
  bmp.writeUInt32LE(palette.length, 46);
  for (const [i, [r = 0, g = 0, b = 0]] of palette.entries()) bmp.set([b, g, r, 0], 54 + 4 * i);
  for (let row = 0; row < height; row++) {
    const isLower = row < height / 2;
    const at = pixelsAt + row * rowBytes;
    for (let x = 0; x < width; x++) {
      if (bits === 24 || bits === 32) bmp.set(isLower ? [0, 255, 0] : [0, 0, 255], at + (x * bits) / 8);
      else if (bits === 16) bmp.writeUInt16LE(isLower ? 0x03e0 : 0x7c00, at + 2 * x);
      else if (isLower) {
        const byte = at + Math.floor((x * bits) / 8);
        bmp[byte] = (bmp[byte] as number) | (1 << (8 - bits - ((x * bits) % 8)));
      }
    }
  }
  return bmp;
}
