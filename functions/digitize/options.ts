import type { Lead } from '../leads.ts';
import { fail, type Result } from '../problems.ts';

/** Where a lead stands on the page, as a person stated it. */
export interface StatedBlock {
  readonly lead: Lead;
  /** True for a long strip beside the lead's own block. */
  readonly rhythm: boolean;
  /** Left, top, width, height in pixels of the decoded page, before any turn. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  /** Time of the box's left edge on the page's clock; by the order of the columns when it is not stated. */
  readonly startS?: number;
}

/** What a person may state about a page instead of having it inferred. */
export interface DigitizeOptions {
  /** "3x4+1", "6x2", "12x1-cabrera" …, as in `Digitized.layout`. */
  readonly layout?: string;
  readonly speedMmPerS?: number;
  readonly gainMmPerMv?: number;
  /** Gain of V1…V6 where it differs from that of the limb leads. */
  readonly chestGainMmPerMv?: number;
  /** Pixels of the decoded page a millimetre of paper, along and across the upright page: for pages without a grid. */
  readonly pitchPx?: { readonly x: number; readonly y: number };
  /** Clockwise quarter turns that make the page upright. */
  readonly quarterTurns?: 0 | 1 | 2 | 3;
  /** Boxes of the leads. They replace the layout's: each is traced by itself. */
  readonly blocks?: readonly StatedBlock[];
  /** Leads as their own lines say, not brought into agreement with those that they owe it to: by how far they disagree a reading can be judged. */
  readonly leadsAsTraced?: boolean;
}

/** BOX_OUTSIDE_PAGE where a stated box reaches beyond a page of this size, else null. */
export function boxOutside(
  { blocks = [] }: DigitizeOptions,
  page: { readonly widthPx: number; readonly heightPx: number },
): Result<never> | null {
  const outside = blocks.find(({ box: [x, y, w, h] }) => x + w > page.widthPx || y + h > page.heightPx);
  if (outside === undefined) return null;
  return fail('BOX_OUTSIDE_PAGE', `The page has ${page.widthPx} × ${page.heightPx} pixels; lead ${outside.lead}.`);
}

/** Whether a person stated any part of the scale. */
export function isScaleStated({ gainMmPerMv, chestGainMmPerMv, speedMmPerS, pitchPx }: DigitizeOptions): boolean {
  return [gainMmPerMv, chestGainMmPerMv, speedMmPerS, pitchPx].some((stated) => stated !== undefined);
}
