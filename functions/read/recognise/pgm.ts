/** Packs grey values into a binary PGM file, the plainest picture format that the recogniser decodes. */
export function encodePgm(grey: Uint8Array, widthPx: number, heightPx: number): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${widthPx} ${heightPx}\n255\n`, 'latin1'), grey]);
}
