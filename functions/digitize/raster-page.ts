import { perLead } from '../leads.ts';
import type { RasterPage } from '../ingest/types.ts';
import { fail, ok, type Result } from '../problems.ts';
import { eraseBars } from './bars.ts';
import { calibrate } from './calibration.ts';
import { nameLeads } from './lead-names.ts';
import { judge } from './quality.ts';
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
  const { frame } = upright;
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
  const blocks = readBlocks(marks, marks.level, layout, dataEnd, pitch, calibration);
  const naming = nameLeads(layout, blocks, options.layout !== undefined);
  const leads = perLead<DigitizedLead | null>(() => null);
  for (const { lead, block, sign } of naming.blocks) {
    leads[lead] = { startS: block.startS, mv: sign === 1 ? block.mv : block.mv.map((v) => -v) };
  }
  const rhythm: RhythmStrip[] = naming.strips.map(({ lead, block }) => ({ lead, startS: block.startS, mv: block.mv }));
  const traces: TracedLine[] = [...naming.blocks, ...naming.strips].map(({ lead, block }) => tracedLine(block, lead, frame));
  (globalThis as any).DBG += ` limb=${[...naming.columnResiduals.values()].map((v) => v.toFixed(2)).join('/')} strip=${naming.stripCorrelations.map((v) => v.toFixed(2)).join(',')}`;
  const totalMs = performance.now() - started;
  return ok({
    page: page.index,
    layout: naming.name,
    sampleRateHz: 500,
    leads,
    rhythm,
    calibration,
    quality: judge(naming, layout, upright.map.misfit),
    geometry: pageGeometry(upright.map, page, 0),
    traces,
    timings: { decodeMs: 0, pageMs: totalMs, totalMs },
  });
}
