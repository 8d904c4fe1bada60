import { z } from 'zod';
import { LEADS } from '../leads.ts';
import { fail, ok, type Result } from '../problems.ts';
import { layoutNames } from './layout/templates.ts';
import type { DigitizeOptions } from './options.ts';

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
