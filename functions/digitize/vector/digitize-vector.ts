import type { DecodedPage } from '../../ingest/types.ts';
import { isChestLead, LEADS, perLead } from '../../leads.ts';
import { ONE_LEAD } from '../layout/one-lead-layout.ts';
import { evenRows } from '../leads/even-rows.ts';
import { joinedRows } from '../leads/going-on.ts';
import { timeReasons } from '../leads/recorded-starts.ts';
import type { DigitizeOptions } from '../options.ts';
import type { Digitized, DigitizedLead, RhythmStrip, TracedLine } from '../types.ts';
import { type DrawnLeads, drawnLeads, isUpright, type NamedBlock } from './drawn-leads.ts';
import { judge } from './judge.ts';
import { layoutName } from './layout-name.ts';
import { medianWidth, STRIP_FACTOR, widthOf } from './name-blocks.ts';
import { startX } from './polyline.ts';
import { zeroLine } from './pulse.ts';
import { sampleLine } from './sample-line.ts';
import { columnStartS, inRecordedTime } from './start-time.ts';
import { type PixelMap, type QuarterTurns, turnBackMap, turnDrawing } from './turn.ts';

const SAMPLE_RATE_HZ = 500;

/**
 * Reads the leads of a page from its drawing, exact to the drawing's own precision. Null where the drawing holds no
 * ECG that can be named and measured (a scan in a vector frame, a letter), or where a person stated boxes or another
 * layout than it shows: the pixels are read then.
 */
export function digitizeVector(page: DecodedPage, options: DigitizeOptions = {}): Digitized | null {
  if (options.blocks !== undefined) return null;
  const startedAt = performance.now();
  const found = uprightLeads(page, options);
  if (found === null) return null;
  const { turns, drawn } = found;
  const { scale } = drawn;
  const { blocks, strips } = sorted(drawn);
  const layout = drawn.goesOn ? ONE_LEAD : layoutName(blocks, strips.length);
  if (options.layout !== undefined && options.layout !== layout) return null;
  const zeros = zeroLines(drawn);
  const read = (block: NamedBlock) => readBlock(block, blocks, zeros, drawn);
  const rhythm: RhythmStrip[] = strips.map((strip) => ({ lead: strip.lead, ...read(strip) }));
  const onRows = blocks.map((block) => ({ lead: block.lead, column: block.column, ...read(block) }));
  const asDrawn = drawn.goesOn ? oneLead(onRows) : onRows;
  const inTime = inRecordedTime(asDrawn, rhythm);
  const leads = perLead((name) => {
    const found = inTime.find(({ lead }) => lead === name);
    return found === undefined ? null : { startS: found.startS, mv: found.mv };
  });
  const judged = judge(leads, drawn.nameDoubts, scale.reasons);
  if (judged === null) return null;
  const startsOf = (some: typeof asDrawn) => some.map(({ startS }) => startS);
  const quality = { ...judged, reasons: [...judged.reasons, ...timeReasons(startsOf(asDrawn), startsOf(inTime))] };
  const back = turnBackMap(turns, page.raster.widthPx, page.raster.heightPx);
  const elapsedMs = Math.round(performance.now() - startedAt);
  return {
    page: page.raster.index,
    layout,
    sampleRateHz: SAMPLE_RATE_HZ,
    leads,
    rhythm,
    calibration: {
      speedMmPerS: scale.speedMmPerS,
      gainMmPerMv: scale.gainMmPerMv,
      pitchPx: scale.pitch,
      source: scale.source,
    },
    quality,
    geometry: { mmToPx: mmToPx(scale.pitch, back), quarterTurns: turns, pitchPx: scale.pitch, angleDeg: 0 },
    scaleMargin: null,
    traces: [...blocks, ...strips].map((block) => traced(block, strips.includes(block), back)),
    timings: { decodeMs: 0, pageMs: elapsedMs, totalMs: elapsedMs },
  };
}

/** The leads of the first turn in which the page reads as upright; the page as it is where none is clearly so. */
function uprightLeads(
  { drawing, raster }: DecodedPage,
  options: DigitizeOptions,
): { turns: QuarterTurns; drawn: DrawnLeads } | null {
  if (drawing === null) return null;
  const candidates: readonly QuarterTurns[] =
    options.quarterTurns === undefined ? [0, 1, 3, 2] : [options.quarterTurns];
  let asItIs: { turns: QuarterTurns; drawn: DrawnLeads } | null = null;
  for (const turns of candidates) {
    const drawn = drawnLeads(turnDrawing(drawing, turns, raster.widthPx, raster.heightPx), options);
    if (drawn === null) continue;
    if (isUpright(drawn)) return { turns, drawn };
    if (turns === candidates[0]) asItIs = { turns, drawn };
  }
  return asItIs;
}

/** The lead of rows that each go on where the one before stopped. */
function oneLead<T extends DigitizedLead>(rows: readonly T[]): T[] {
  return rows.slice(0, 1).map((first) => ({ ...first, mv: joinedRows(rows.map(({ mv }) => mv)) }));
}

/** The lead blocks, one a lead but where it goes on in several, and the strips: long lines, and second appearances of a lead. */
function sorted({ blocks: named, goesOn }: DrawnLeads): {
  blocks: readonly NamedBlock[];
  strips: readonly NamedBlock[];
} {
  if (goesOn) return { blocks: named, strips: [] };
  const usual = medianWidth(named);
  const blocks: NamedBlock[] = [];
  const strips: NamedBlock[] = [];
  for (const block of named.toSorted((a, b) => widthOf(a) - widthOf(b) || a.row - b.row)) {
    const isRepeated = blocks.some((each) => each.lead === block.lead);
    const isStrip = widthOf(block) > STRIP_FACTOR * usual && LEADS.length <= named.length;
    const isOnly = named.every((each) => each === block || each.lead !== block.lead);
    (isRepeated || (isStrip && !isOnly) ? strips : blocks).push(block);
  }
  return { blocks, strips };
}

/** Height of each block's 0 mV, px; rows of one lead stand evenly. */
function zeroLines({ blocks, scale: { pitch }, pulses, goesOn }: DrawnLeads): Map<NamedBlock, number> {
  const restsPx = blocks.map(({ line }) => zeroLine(line, pulses, pitch));
  const zerosPx = goesOn ? evenRows(restsPx.map((y) => y / pitch.y)).map((mm) => mm * pitch.y) : restsPx;
  return new Map(blocks.map((block, k) => [block, zerosPx[k] as number]));
}

function readBlock(
  block: NamedBlock,
  blocks: readonly NamedBlock[],
  zeros: ReadonlyMap<NamedBlock, number>,
  { scale, ...drawn }: DrawnLeads,
): DigitizedLead {
  const gain = isChestLead(block.lead) ? scale.chestGainMmPerMv : scale.gainMmPerMv;
  const pxPerS = scale.pitch.x * scale.speedMmPerS;
  const originX = Math.min(...drawn.blocks.map(({ line }) => startX(line)));
  const mv = sampleLine(block.line, {
    sampleRateHz: SAMPLE_RATE_HZ,
    pxPerS,
    pxPerMv: (block.inverted ? -1 : 1) * gain * scale.pitch.y,
    zeroYPx: zeros.get(block) as number,
  });
  return { startS: columnStartS(block, blocks, originX, pxPerS), mv };
}

/** Millimetres of the upright paper to pixels of the page as decoded. */
function mmToPx(pitch: { readonly x: number; readonly y: number }, [a, b, c, d, e, f]: PixelMap): number[] {
  return [a * pitch.x, b * pitch.y, c, d * pitch.x, e * pitch.y, f, 0, 0, 1];
}

function traced({ lead, line }: NamedBlock, rhythm: boolean, [a, b, c, d, e, f]: PixelMap): TracedLine {
  return {
    lead,
    rhythm,
    xPx: Float32Array.from(line.xPx, (x, i) => a * x + b * (line.yPx[i] as number) + c),
    yPx: Float32Array.from(line.xPx, (x, i) => d * x + e * (line.yPx[i] as number) + f),
  };
}
