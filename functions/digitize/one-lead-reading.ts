import { calibrate } from './calibration/calibration.ts';
import { isUnsure } from './calibration/calibration-doubt.ts';
import { nameLeads } from './layout/lead-names.ts';
import { MOST_ROWS, ONE_LEAD, oneLeadLayout, onlyLead } from './layout/one-lead-layout.ts';
import { goingOn } from './leads/going-on.ts';
import { readBlocks } from './leads/lead-cut.ts';
import { isOneLead } from './leads/one-lead.ts';
import { findBeats } from './marks/beats.ts';
import { outlineSignal } from './marks/outline-signal.ts';
import type { PageMarks } from './marks/page-marks.ts';
import type { DigitizeOptions } from './options.ts';
import type { PageReading } from './stated/stated-blocks.ts';
import type { LineCorrector } from './trace/line-network/line-corrector.ts';
import type { PrintedCalibration } from './types.ts';

/** Rows that show one lead, whose beats stand elsewhere in each of them, are no other layout. */
const MARGIN = 3;

/** Reads a page of which each row goes on with the one lead of the page, as watches print half a minute; null of any other page. */
export async function readOneLead(
  found: PageMarks,
  pitch: { readonly x: number; readonly y: number },
  options: DigitizeOptions,
  { says, askAhead }: { readonly says: PrintedCalibration; readonly askAhead: () => void },
  corrector: LineCorrector | null,
): Promise<PageReading | null> {
  const { span, outlines } = found;
  if ((options.layout ?? ONE_LEAD) !== ONE_LEAD || found.rows.length > MOST_ROWS) return null;
  const own = onlyLead(found, pitch.x);
  if (own === null) return null;
  const lead = says.lead ?? own;
  if (!isOneLead(outlines.map((outline) => outlineSignal(outline, span.startPx, span.endPx, pitch)))) return null;
  const beats = findBeats(outlines.slice(0, 1), span.startPx, span.endPx, pitch.x, pitch.y, found.strokePx);
  const marks = { ...found, beats };
  const layout = oneLeadLayout(marks, lead, says.lead !== undefined, pitch);
  const calibration = calibrate(marks, layout, pitch, options, says);
  if (isUnsure(calibration.margin, calibration.answered.source)) askAhead();
  const [first, ...rest] = await readBlocks(marks, layout, span.endPx, pitch, calibration.answered, corrector);
  if (first === undefined) return null;
  const block = goingOn([first, ...rest], pitch.y, calibration.answered.gainMmPerMv);
  const naming = nameLeads(layout, [block], [], true);
  return { naming, layout, margin: MARGIN, calibration };
}
