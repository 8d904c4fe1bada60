import type { Random } from '../random.ts';

/** A crease: the sheet leaves its plane along a line by an angle. */
export interface Fold {
  /** Distance of the crease from the left or the top edge, mm. */
  readonly atMm: number;
  readonly vertical: boolean;
  readonly angleDeg: number;
}

/** How the sheet lies: flat is all zeros and no folds. */
export interface PaperShape {
  /** Height of the sheet's bow, mm, over its whole width or height. */
  readonly curlMm: number;
  readonly curlVertical: boolean;
  /** Where along the sheet the bow begins, 0–1. */
  readonly curlPhase: number;
  readonly folds: readonly Fold[];
  /** Uneven feed and creep of the paper, mm, smooth over centimetres. */
  readonly jitterMm: number;
  readonly seed: number;
}

export const FLAT: PaperShape = { curlMm: 0, curlVertical: false, curlPhase: 0, folds: [], jitterMm: 0, seed: 0 };

/** A point of the lying sheet, mm: along the table and above it, and how bright its slope makes it. */
export interface SurfacePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly shade: number;
}

function wobble(seed: number, a: number, b: number): number {
  return (
    Math.sin(0.043 * a + 0.021 * b + seed) +
    0.6 * Math.sin(0.091 * b - 0.034 * a + 1.7 * seed) +
    0.4 * Math.sin(0.16 * a + 0.12 * b + 2.9 * seed)
  );
}

/** Where a point of the flat sheet comes to lie. */
export function layPaper(
  shape: PaperShape,
  size: readonly [number, number],
): (xMm: number, yMm: number) => SurfacePoint {
  const phase = shape.seed % 97;
  return (xMm, yMm) => {
    let x = xMm + shape.jitterMm * wobble(phase, xMm, yMm);
    let y = yMm + shape.jitterMm * wobble(phase + 11, yMm, xMm);
    let z = 0;
    let shade = 1;
    if (shape.curlMm !== 0) {
      const length = shape.curlVertical ? size[1] : size[0];
      const u = (shape.curlVertical ? yMm : xMm) / length;
      const angle = Math.PI * (u + shape.curlPhase);
      z += shape.curlMm * Math.sin(angle);
      const slope = ((shape.curlMm * Math.PI) / length) * Math.cos(angle);
      shade -= 0.35 * slope;
      // Bent paper keeps its length, so it reaches less far: half the square of the slope, integrated along the sheet.
      const half = ((shape.curlMm * Math.PI) / length) ** 2 / 4;
      const taken =
        half * length * (u + (Math.sin(2 * angle) - Math.sin(2 * Math.PI * shape.curlPhase)) / (2 * Math.PI));
      if (shape.curlVertical) y -= taken;
      else x -= taken;
    }
    for (const fold of shape.folds) {
      const beyond = (fold.vertical ? xMm : yMm) - fold.atMm;
      const angle = (fold.angleDeg * Math.PI) / 180;
      if (beyond > 0) {
        z += beyond * Math.sin(angle);
        const taken = beyond * (1 - Math.cos(angle));
        if (fold.vertical) x -= taken;
        else y -= taken;
        shade -= 0.5 * Math.sin(angle);
      }
      shade -= 0.16 * Math.exp(-((beyond / 1.2) ** 2));
    }
    return { x, y, z, shade };
  };
}

/** A random shape: `bend` 0 is flat, 1 as bent as people photograph. */
export function drawPaperShape(random: Random, size: readonly [number, number], bend: number): PaperShape {
  const folds: Fold[] = [];
  if (bend > 0 && random.chance(0.5 * bend)) {
    const vertical = random.chance(0.7);
    const count = random.integer(1, 2);
    let angle = random.uniform(-5, 5) * bend;
    for (let i = 1; i <= count; i++) {
      folds.push({ atMm: ((vertical ? size[0] : size[1]) * i) / (count + 1), vertical, angleDeg: angle });
      angle *= -2;
    }
  }
  return {
    curlMm: bend > 0 && random.chance(0.6) ? random.uniform(-9, 9) * bend : 0,
    curlVertical: random.chance(0.3),
    curlPhase: random.uniform(0, 1),
    folds,
    jitterMm: random.uniform(0, 0.12) * bend,
    seed: random.integer(0, 1000),
  };
}
