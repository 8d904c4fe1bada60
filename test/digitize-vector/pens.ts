const MM = 72 / 25.4;
const [HALF_PEN_MM, ROUND_STEPS] = [0.125, 6];

/** Ways in which makers of PDFs draw a line. */
export type Pen =
  | 'path'
  | 'segments'
  | 'backwards'
  | 'chunks'
  | 'bezier'
  | 'outline'
  | 'quads'
  | 'rounded'
  | 'shadow'
  | 'dashed'
  | 'pieces'
  | 'dots';

/** Points in mm. */
export type Points = readonly (readonly number[])[];

/** Millimetres as points of the page. */
export function pt(mm: number): string {
  return (mm * MM).toFixed(3);
}

/** The operators that draw a line through `points`. */
export function polyline(points: Points, pen: Pen): string {
  switch (pen) {
    case 'path':
      return `${along(points)} S`;
    case 'segments':
      return segments(points)
        .map((each) => `${along(each)} S`)
        .join('\n');
    case 'backwards':
      return segments(points.toReversed())
        .map((each) => `${along(each)} S`)
        .join('\n');
    case 'chunks':
      return chunks(points, 64)
        .map((each) => `${along(each)} S`)
        .join('\n');
    case 'bezier':
      return `${bezier(points)} S`;
    case 'outline':
      return `${along(outline(points))} h f`;
    case 'quads':
      return segments(points)
        .map((each) => `${along(outline(each))} h f`)
        .join('\n');
    case 'rounded':
      return `${along(rounded(points))} h f`;
    case 'shadow':
      return `q 0.8 0.8 0.8 RG ${along(points.map(([x = 0, y = 0]) => [x + 0.2, y - 0.2]))} S Q\n${along(points)} S`;
    case 'dashed':
      return `[3 2] 0 d\n${along(points)} S\n[] 0 d`;
    case 'pieces':
      return chunks(points, 8)
        .map((each) => `${along(each.slice(0, -2))} S`)
        .join('\n');
    case 'dots':
      return points.map((p) => `${along([p, p])} S`).join('\n');
  }
}

function along(points: Points): string {
  return points.map(([x = 0, y = 0], i) => `${pt(x)} ${pt(y)} ${i === 0 ? 'm' : 'l'}`).join('\n');
}

function segments(points: Points): Points[] {
  return points.slice(1).map((p, i) => [points[i] ?? p, p]);
}

/** Runs of `count` steps, each beginning where the last one ended. */
function chunks(points: Points, count: number): Points[] {
  const found: Points[] = [];
  for (let i = 0; i + 1 < points.length; i += count) found.push(points.slice(i, i + count + 1));
  return found;
}

/** A smooth curve through the points (Catmull and Rom 1974). */
function bezier(points: Points): string {
  const at = (i: number): readonly number[] => points[Math.min(points.length - 1, Math.max(0, i))] ?? [];
  const toward = (i: number, j: number, k: number) =>
    [0, 1].map((axis) => (at(i)[axis] ?? 0) + ((at(j)[axis] ?? 0) - (at(k)[axis] ?? 0)) / 6);
  const out = [`${along(points.slice(0, 1))}`];
  for (let i = 0; i + 1 < points.length; i++) {
    const six = [...toward(i, i + 1, i - 1), ...toward(i + 1, i, i + 2), ...at(i + 1)];
    out.push(`${six.map(pt).join(' ')} c`);
  }
  return out.join('\n');
}

/** Both sides of the pen, point by point. */
function outline(points: Points): number[][] {
  const side = (sign: number) =>
    points.map(([x = 0, y = 0], i) => {
      const [x0 = x, y0 = y] = points[i - 1] ?? points[i] ?? [];
      const [x1 = x, y1 = y] = points[i + 1] ?? points[i] ?? [];
      const length = Math.hypot(x1 - x0, y1 - y0) || 1;
      return [x - (sign * HALF_PEN_MM * (y1 - y0)) / length, y + (sign * HALF_PEN_MM * (x1 - x0)) / length];
    });
  return [...side(1), ...side(-1).reverse()];
}

/** The outline of a round pen: an arc at every outer corner. */
function rounded(points: Points): number[][] {
  const oneSide = (line: Points): number[][] => {
    const out: number[][] = [];
    for (let i = 0; i < line.length; i++) {
      const [x = 0, y = 0] = line[i] ?? [];
      const before = normal(line[i - 1], line[i]) ?? normal(line[i], line[i + 1]) ?? [0, 1];
      const after = normal(line[i], line[i + 1]) ?? before.map((each) => -each);
      const turn = (before[0] ?? 0) * (after[1] ?? 0) - (before[1] ?? 0) * (after[0] ?? 0);
      const isLast = i === line.length - 1;
      if (turn > 0 && !isLast) {
        // Inner corners turn round the point itself, which keeps the outline inside what the pen paints.
        for (const [nx = 0, ny = 0] of [before, [0, 0], after]) out.push([x + HALF_PEN_MM * nx, y + HALF_PEN_MM * ny]);
        continue;
      }
      const from = Math.atan2(before[1] ?? 0, before[0] ?? 0);
      const bend = isLast ? -Math.PI : Math.asin(Math.max(-1, Math.min(1, turn)));
      const steps = Math.abs(bend) < 0.05 ? 1 : ROUND_STEPS;
      for (let k = 0; k <= steps; k++) {
        const angle = from + (bend * k) / steps;
        out.push([x + HALF_PEN_MM * Math.cos(angle), y + HALF_PEN_MM * Math.sin(angle)]);
      }
    }
    return out;
  };
  return [...oneSide(points), ...oneSide(points.toReversed())];
}

/** Unit normal to the left of the way from a to b; null where there is no way. */
function normal(a: readonly number[] | undefined, b: readonly number[] | undefined): number[] | null {
  const [dx, dy] = [(b?.[0] ?? Number.NaN) - (a?.[0] ?? 0), (b?.[1] ?? Number.NaN) - (a?.[1] ?? 0)];
  const length = Math.hypot(dx, dy);
  return length > 0 ? [-dy / length, dx / length] : null;
}
