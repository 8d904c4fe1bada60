/** In-place radix-2 Fourier transform (Cooley and Tukey 1965); lengths are powers of two. */
export function transform(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      const a = re[i] as number;
      const b = im[i] as number;
      re[i] = re[j] as number;
      im[i] = im[j] as number;
      re[j] = a;
      im[j] = b;
    }
  }
  for (let length = 2; length <= n; length *= 2) {
    const half = length / 2;
    const angle = (-2 * Math.PI) / length;
    const stepRe = Math.cos(angle);
    const stepIm = Math.sin(angle);
    for (let start = 0; start < n; start += length) {
      let wRe = 1;
      let wIm = 0;
      for (let k = start; k < start + half; k++) {
        const oRe = (re[k + half] as number) * wRe - (im[k + half] as number) * wIm;
        const oIm = (re[k + half] as number) * wIm + (im[k + half] as number) * wRe;
        re[k + half] = (re[k] as number) - oRe;
        im[k + half] = (im[k] as number) - oIm;
        re[k] = (re[k] as number) + oRe;
        im[k] = (im[k] as number) + oIm;
        const turned = wRe * stepRe - wIm * stepIm;
        wIm = wRe * stepIm + wIm * stepRe;
        wRe = turned;
      }
    }
  }
}

/** In-place transform of a square of `size` × `size` values, row after row. */
export function transformSquare(re: Float64Array, im: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    transform(re.subarray(row * size, (row + 1) * size), im.subarray(row * size, (row + 1) * size));
  }
  const columnRe = new Float64Array(size);
  const columnIm = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    for (let k = 0; k < size; k++) {
      columnRe[k] = re[k * size + column] as number;
      columnIm[k] = im[k * size + column] as number;
    }
    transform(columnRe, columnIm);
    for (let k = 0; k < size; k++) {
      re[k * size + column] = columnRe[k] as number;
      im[k * size + column] = columnIm[k] as number;
    }
  }
}
