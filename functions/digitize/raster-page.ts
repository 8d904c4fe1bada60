import { LEADS, type Lead, perLead } from '../leads.ts';
import type { RasterPage } from '../ingest/types.ts';
import { fail, ok, type Result } from '../problems.ts';
import { eraseBars } from './bars.ts';
import { calibrate } from './calibration.ts';
import { dataSpan, layoutCandidates } from './layout.ts';
import { readBlocks, tracedLine } from './lead-cut.ts';
import type { DigitizeOptions } from './options.ts';
import { findMarks } from './page-marks.ts';
import { pageGeometry } from './page-geometry.ts';
import type { Digitized, DigitizedLead, RhythmStrip, TracedLine } from './types.ts';
import { uprightPage } from './upright-frame.ts';

/** Digitizes a page from its pixels. */
export function digitizeRaster(page: RasterPage, options: DigitizeOptions): Result<Digitized> {
  const started = performance.now();
  const upright = uprightPage(page);
  if (upright === null) return fail('GRID_NOT_FOUND');
  const { frame, level } = upright;
  const pitch = frame.pitchPx;
  const marks = findMarks(upright);
  if (marks.rows.length === 0) return fail('TRACE_NOT_FOUND');
  const [layout] = layoutCandidates(marks, pitch, options.layout);
  if (layout === undefined) return fail('LAYOUT_NOT_FOUND', `${marks.rows.length} rows were found.`);
  (globalThis as any).DBG = `x0=${layout.lattice.startMm.toFixed(3)} w=${layout.lattice.widthMm.toFixed(3)} sc=${layout.lattice.score.toFixed(1)} lab=${layout.lattice.labelOffsetMm} rows=${marks.rows.length} pulses=${marks.pulses.map((p) => `${p.row}:${(p.left / pitch.x).toFixed(0)}-${(p.right / pitch.x).toFixed(0)}/${(p.heightPx / pitch.y).toFixed(1)}`).join(',')}`;
  const calibration = calibrate(marks, layout, pitch, options);
  const boundaries = Array.from({ length: layout.lattice.columns + 1 }, (_, j) => (layout.lattice.startMm + j * layout.lattice.widthMm) * pitch.x);
  eraseBars(
    marks.ink,
    marks.bars.filter((bar) => boundaries.some((x) => Math.abs(bar.centreX - x) < 0.4 * pitch.x)),
  );
  const { dataEnd } = dataSpan(marks);
  const blocks = readBlocks(marks, level, layout, dataEnd, pitch, calibration);
  const leads = perLead<DigitizedLead | null>(() => null);
  const rhythm: RhythmStrip[] = [];
  const traces: TracedLine[] = [];
  for (const block of blocks) {
    const { row, column } = block.reading;
    const lead = block.rhythm ? 'II' : (layout.template.rows[row - layout.firstRow]?.[column] ?? 'II');
    if (block.rhythm) rhythm.push({ lead, startS: block.startS, mv: block.mv });
    else leads[lead] = { startS: block.startS, mv: block.mv };
    traces.push(tracedLine(block, lead, frame));
  }
  const totalMs = performance.now() - started;
  const quality: Partial<Record<Lead, number>> = {};
  for (const lead of LEADS) if (leads[lead] !== null) quality[lead] = 0.5;
  return ok({
    page: page.index,
    layout: layout.name,
    sampleRateHz: 500,
    leads,
    rhythm,
    calibration,
    quality: { score: 0.5, leads: quality, reasons: [] },
    geometry: pageGeometry(upright.map, page, 0),
    traces,
    timings: { decodeMs: 0, pageMs: totalMs, totalMs },
  });
}
