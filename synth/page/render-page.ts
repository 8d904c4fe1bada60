import { seededRandom } from '../random.ts';
import type { Ecg, FactName, PageTruth, PrintedFactsTruth, RenderedPage, Role, TextTruth } from '../types.ts';
import { beatFacts } from './beat-facts.ts';
import { clock, isoDay } from './calendar.ts';
import { completePage } from './default-spec.ts';
import type { Drawing, TextRun } from './drawing.ts';
import { gridItems } from './grid.ts';
import { layoutName } from './layouts.ts';
import type { PageSpec } from './page-spec.ts';
import { rasterise } from './rasterise.ts';
import { drawFacts, type ReportFacts } from './report-facts.ts';
import { textBoxMm } from './text-box.ts';
import { layoutOf, type Traces, traceItems } from './traces.ts';
import { writerFor } from './vendor.ts';
import { VENDORS } from './vendors/index.ts';
import { LANGUAGES, WORDS } from './words.ts';

/** A page as marks in millimetres, before any pixel, with what is known of it. */
export interface ComposedPage {
  readonly spec: PageSpec;
  readonly drawing: Drawing;
  readonly traces: Traces;
  readonly facts: ReportFacts;
}

/** Lays out a report: grid, traces, pulses, names, header and footer. */
export function composePage(fields: Partial<PageSpec> & { readonly seed: number }, ecg: Ecg): ComposedPage {
  const spec = completePage(fields);
  const style = VENDORS[spec.vendor];
  if (style === undefined) throw new RangeError(`unknown vendor ${spec.vendor}`);
  const facts = {
    ...drawFacts(ecg.truth, beatFacts(ecg), spec, seededRandom(spec.seed).fork('facts')),
    ...spec.patient,
  };
  const traces = traceItems(spec, ecg.leads);
  const writer = writerFor(spec, 3.3);
  const language = LANGUAGES.find((code) => code === spec.language) ?? 'en';
  if (spec.furniture) style.furniture(writer, facts, WORDS[language]);
  const [widthMm, heightMm] = spec.paperMm;
  const items = [...gridItems(spec), ...writer.items, ...traces.items];
  return { spec, drawing: { widthMm, heightMm, paper: spec.paper, items }, traces, facts };
}

/** The facts that some run prints; everything else is null, as it cannot be read from the page. */
function printedFacts(page: ComposedPage, runs: readonly TextRun[]): PrintedFactsTruth {
  const printed = new Set<FactName>(runs.flatMap((run) => run.facts));
  const { facts, spec } = page;
  const when = `${isoDay(facts.taken)}T${clock(facts.taken, VENDORS[spec.vendor]?.timePrecision === 'second')}`;
  const textOf = (name: FactName): string | null => runs.find((run) => run.facts.includes(name))?.text ?? null;
  // Dots and dashes around a statement are the vendor's dress, not part of what it says.
  const statements = runs
    .filter((run) => run.facts.includes('statements'))
    .map((run) => run.text.replace(/^[\s.*-]+|[\s*-]+$/g, ''));
  const only = <T>(name: FactName, value: T): T | null => (printed.has(name) ? value : null);
  return {
    ageYears: only('ageYears', facts.ageYears),
    sex: only('sex', facts.sex),
    heartRateBpm: only('heartRateBpm', facts.heartRateBpm),
    rrMs: only('rrMs', facts.rrMs),
    pMs: only('pMs', facts.pMs),
    prMs: only('prMs', facts.prMs),
    qrsMs: only('qrsMs', facts.qrsMs),
    qtMs: only('qtMs', facts.qtMs),
    qtcMs: only('qtcMs', facts.qtcMs),
    pAxisDeg: only('pAxisDeg', facts.pAxisDeg),
    qrsAxisDeg: only('qrsAxisDeg', facts.qrsAxisDeg),
    tAxisDeg: only('tAxisDeg', facts.tAxisDeg),
    rv5Mv: only('rv5Mv', facts.rv5Mv),
    sv1Mv: only('sv1Mv', facts.sv1Mv),
    rv5PlusSv1Mv: only('rv5PlusSv1Mv', Math.round(100 * (facts.rv5Mv + facts.sv1Mv)) / 100),
    acquiredAt: only('acquiredAt', when),
    speedMmPerS: only('speedMmPerS', spec.speedMmPerS),
    gainMmPerMv: only('gainMmPerMv', spec.gainMmPerMv),
    filter: textOf('filter'),
    device: textOf('device'),
    site: textOf('site'),
    orderNumber: only('orderNumber', facts.orderNumber),
    statements: printed.has('statements') ? statements : null,
  };
}

/** Ground truth of a page drawn flat at `pxPerMm`. */
export function flatTruth(page: ComposedPage): PageTruth {
  const { spec, drawing, traces } = page;
  const k = spec.pxPerMm;
  const toPx = (mm: number): number => mm * k - 0.5;
  const quad = (x: number, y: number, w: number, h: number): number[] =>
    [x, y, x + w, y, x + w, y + h, x, y + h].map(toPx);
  const runs = drawing.items.filter((item): item is TextRun => item.kind === 'text');
  const texts = runs.map((run): TextTruth => {
    const box = textBoxMm(run);
    return {
      text: run.text,
      role: run.role,
      lead: run.lead,
      facts: run.facts,
      boxMm: box,
      boxPx: [toPx(box[0]), toPx(box[1]), box[2] * k, box[3] * k],
      quadPx: quad(...box),
    };
  });
  return {
    layout: layoutName(layoutOf(spec), spec.rhythmLeads.length),
    vendor: spec.vendor,
    language: spec.language,
    widthPx: Math.round(drawing.widthMm * k),
    heightPx: Math.round(drawing.heightMm * k),
    widthMm: drawing.widthMm,
    heightMm: drawing.heightMm,
    speedMmPerS: spec.speedMmPerS,
    gainMmPerMv: spec.gainMmPerMv,
    chestGainMmPerMv: spec.chestGainMmPerMv,
    rhythmLeads: spec.rhythmLeads,
    pitchPx: { x: k, y: k },
    mmToPx: [k, 0, -0.5, 0, k, -0.5, 0, 0, 1],
    gridMm: spec.grid === 'none' ? null : spec.grid === 'five-only' ? 5 : 1,
    gridBoxMm: spec.gridBoxMm,
    pulses: traces.pulses.map((pulse) => ({ ...pulse, quadPx: quad(...pulse.boxMm) })),
    lines: traces.lines.map((line) => ({ ...line, xPx: line.xMm.map(toPx), yPx: line.yMm.map(toPx) })),
    texts,
    facts: printedFacts(page, runs),
    distortions: [],
  };
}

/** A clean page of a recording: picture, truth, and a coverage plane for each of the roles in `masks`. */
export function renderPage(
  fields: Partial<PageSpec> & { readonly seed: number },
  ecg: Ecg,
  masks: readonly Role[] = [],
): RenderedPage {
  const page = composePage(fields, ecg);
  const drawn = rasterise(page.drawing, { pxPerMm: page.spec.pxPerMm, antialias: page.spec.antialias, masks });
  return { raster: drawn.raster, truth: flatTruth(page), masks: drawn.masks };
}
