import { z } from 'zod';
import { LEADS, type Lead } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { layoutNames } from './templates.ts';

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
}

/** Twelve leads and a few strips; a page with more is none that is read here. */
const MAX_BLOCKS = 24;
const gain = z.number().min(1).max(80);
const pitch = z.number().min(1).max(100);

const block = z.strictObject({
  lead: z.enum(LEADS),
  rhythm: z.boolean().default(false),
  box: z.tuple([z.number().min(0), z.number().min(0), z.number().min(8), z.number().min(8)]),
  startS: z.number().min(0).max(3600).exactOptional(),
});

const options = z.strictObject({
  layout: z.enum(layoutNames()).exactOptional(),
  speedMmPerS: z.number().min(5).max(200).exactOptional(),
  gainMmPerMv: gain.exactOptional(),
  chestGainMmPerMv: gain.exactOptional(),
  pitchPx: z.strictObject({ x: pitch, y: pitch }).exactOptional(),
  quarterTurns: z.literal([0, 1, 2, 3]).exactOptional(),
  blocks: z.array(block).min(1).max(MAX_BLOCKS).exactOptional(),
});

/**
 * What a caller stated, checked. Problems: LAYOUT_UNKNOWN (with the names known), LEAD_UNKNOWN, LEAD_TWICE (one lead in
 * two boxes that are no rhythm strips), INPUT_INVALID for everything else, with the place and what is wrong with it.
 */
export function parseDigitizeOptions(input: unknown): Result<DigitizeOptions> {
  const parsed = options.safeParse(input);
  if (!parsed.success) return refusal(parsed.error.issues);
  const leads = (parsed.data.blocks ?? []).filter(({ rhythm }) => !rhythm).map(({ lead }) => lead);
  const twice = leads.find((lead, i) => leads.indexOf(lead) !== i);
  return twice === undefined ? ok(parsed.data) : fail('LEAD_TWICE', `It is ${twice}.`);
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

function refusal(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Result<never> {
  const [first] = issues;
  if (first?.path[0] === 'layout') return fail('LAYOUT_UNKNOWN', `Known are: ${layoutNames().join(', ')}.`);
  if (first?.path.at(-1) === 'lead') return fail('LEAD_UNKNOWN', `Known are: ${LEADS.join(', ')}.`);
  return fail(
    'INPUT_INVALID',
    issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`).join('; '),
  );
}
