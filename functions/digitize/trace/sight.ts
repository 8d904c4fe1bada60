import type { Plane } from '../maths/plane.ts';

/** What tracing sees of an upright page. */
export interface Sight {
  readonly ink: Plane;
  /** Ink value of a full stroke of the trace. */
  readonly level: number;
  /** Width of the stroke, px. */
  readonly strokePx: number;
  /** Not 0 where ink says nothing about a trace, being a bar's or another row's; as many values as the plane. */
  readonly hidden: Uint8Array;
}

/** What each ink value is of a full stroke of the trace, 1 at most. */
export function strokeShares({ level }: Sight): Float64Array {
  return Float64Array.from({ length: 256 }, (_, value) => Math.min(1, value / level));
}
