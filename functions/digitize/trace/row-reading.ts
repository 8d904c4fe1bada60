import type { Bar } from '../marks/bars.ts';
import type { PageMarks } from '../marks/page-marks.ts';
import { endAtBars } from './bar-ends.ts';
import { type CentreLine, centreLine } from './centre-line.ts';
import { dropClipped } from './clipped.ts';
import { believedUpTo, edgeNoise } from './edge-noise.ts';
import { type Rendering, rendered } from './explained-ink.ts';
import { hideBars, hideLetters, hideRules } from './hide-bars.ts';
import { settleClaims } from './joint/claimed-ink.ts';
import type { LineCorrector } from './line-network/line-corrector.ts';
import { lineView } from './line-network/line-view.ts';
import { leaveNeighboursStrokes } from './neighbour-strokes.ts';
import { traceReaching } from './reached-band.ts';
import { hideTrace, measured, type RowTrace } from './row-trace.ts';
import { leaveSharedEnds } from './shared-ends.ts';
import type { Sight } from './sight.ts';
import type { Stretch } from './stretch.ts';

/** A stretch as traced. One node a 500-Hz sample, the first at the stretch's start. */
export interface BlockReading extends Stretch {
  readonly trace: RowTrace;
  readonly line: CentreLine;
  readonly rendering: Rendering;
}

/** Two flanks that the picture's edge cuts belong to one wave when they are no further apart. */
const MOST_CLIPPED_MM = 4;

const SAMPLE_RATE_HZ = 500;

/** A stretch with the path of its trace. */
export interface TracedStretch {
  readonly stretch: Stretch;
  readonly trace: RowTrace;
}

/** All stretches of a page as traced, before their centre lines are solved. */
export interface TracedPage {
  readonly sight: Sight;
  readonly traced: readonly TracedStretch[];
  /** Indices of the stretches that cross others. */
  readonly crossed: ReadonlySet<number>;
  /** Bars and rules, which lines end at. */
  readonly upright: readonly Pick<Bar, 'left' | 'right' | 'top' | 'bottom'>[];
}

/** Traces all stretches and settles which row owns ink that two claim. */
export function traceStretches(
  page: PageMarks,
  bars: readonly Bar[],
  laid: readonly Stretch[],
  pitch: { readonly x: number; readonly y: number },
): TracedPage {
  const hidden = new Uint8Array(page.ink.values.length);
  hideBars(hidden, page.ink, bars, page.level);
  hideRules(hidden, page.ink, page.rules);
  hideLetters(hidden, page.crossedLetters);
  const sight = { ink: page.ink, level: page.level, strokePx: page.strokePx, hidden };
  const reaching = laid.map((stretch) => traceReaching(sight, stretch, pitch.y));
  const stretches = reaching.map(({ stretch }) => stretch);
  const traces = reaching.map(({ trace }) => trace);
  const crossed = settleClaims(sight, stretches, traces, pitch);
  leaveNeighboursStrokes(stretches, traces, pitch.x, pitch.y);
  leaveSharedEnds(stretches, traces, pitch.x);
  const upright = [
    ...bars,
    ...page.rules.map(({ at, from, to }) => ({ left: at - 0.5, right: at + 0.5, top: from, bottom: to })),
  ];
  const traced = stretches.map((stretch, i) => ({ stretch, trace: traces[i] as RowTrace }));
  return { sight, traced, crossed, upright };
}

/**
 * Solves the centre lines at steps of `stepPx`, each stretch's from `shiftPx` behind its start; `corrector`, where there is one, has the last word on
 * them.
 */
export async function solveLines(
  { sight, traced, crossed, upright }: TracedPage,
  pitch: { readonly x: number; readonly y: number },
  stepPx: number,
  shiftPx: number,
  corrector: LineCorrector | null,
): Promise<BlockReading[]> {
  const traces = traced.map(({ trace }) => trace);
  const noise = edgeNoise(traces);
  const cutoff = believedUpTo(noise, SAMPLE_RATE_HZ * stepPx) * stepPx;
  const read = traced.map(({ stretch: asLaid, trace: own }, i) => {
    const stretch = { ...asLaid, fromX: asLaid.fromX + shiftPx };
    const others = crossed.has(i) ? traces.filter((_, k) => k !== i && crossed.has(k)) : [];
    for (const other of others) hideTrace(sight, other, true);
    const trace = others.length > 0 ? measured(sight, own) : own;
    const nodes = Math.max(2, Math.round((stretch.toX - stretch.fromX) / stepPx));
    const fitted = centreLine(trace, sight, stretch.fromX, stepPx, nodes, cutoff);
    const { drawn, believed } = fitted;
    for (const line of [drawn, believed]) {
      endAtBars(line, upright, sight.strokePx);
      dropClipped(line, trace, sight.ink.heightPx, MOST_CLIPPED_MM * pitch.x);
    }
    const { baselinePx } = stretch.band;
    const around = { trace, sight, baselinePx, pxPerMm: pitch.y, cutoff, noise };
    const view = corrector === null ? null : lineView(fitted, around);
    for (const other of others) hideTrace(sight, other, false);
    return { ...stretch, trace, line: believed, drawn, view };
  });
  // The line as drawn is held against the ink: what pixels do to a stroke is in the ink as well.
  const renderings = rendered(
    sight,
    read.map(({ band, drawn }) => ({ band, line: drawn })),
    pitch.y,
  );
  await corrector?.correct(read.flatMap(({ line, view }) => (view === null ? [] : [{ line, view }])));
  return read.map(({ drawn: _, view: __, ...block }, i) => ({ ...block, rendering: renderings[i] as Rendering }));
}
