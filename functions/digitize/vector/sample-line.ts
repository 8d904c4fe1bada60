import { endX, heightAt, type Polyline, startX } from './polyline.ts';

/** How a line's pixels become time and voltage. */
export interface LineScale {
  readonly sampleRateHz: number;
  readonly pxPerS: number;
  readonly pxPerMv: number;
  /** Height of 0 mV. */
  readonly zeroYPx: number;
}

/** The line in mV at equal times from its first point, linear between its points as a pen draws; NaN in its gaps. */
export function sampleLine(line: Polyline, scale: LineScale): Float32Array {
  const step = scale.pxPerS / scale.sampleRateHz;
  const from = startX(line);
  const count = Math.floor((endX(line) - from) / step + 1e-6) + 1;
  const mv = new Float32Array(count);
  let hint = 0;
  for (let i = 0; i < count; i++) {
    const { y, index } = heightAt(line, Math.min(from + i * step, endX(line)), hint);
    hint = index;
    mv[i] = (scale.zeroYPx - y) / scale.pxPerMv;
  }
  return mv;
}
