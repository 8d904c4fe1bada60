import type { VectorText } from '../../ingest/types.ts';
import { parseLead } from '../../leads.ts';
import { USUAL_LEAD } from '../layout/one-lead-layout.ts';
import { isOneLead } from '../leads/one-lead.ts';
import type { Block } from './blocks.ts';
import type { VectorPitch } from './grid-pitch.ts';
import type { NamedBlocks } from './name-blocks.ts';
import { restingY } from './polyline.ts';
import { sampleLine } from './sample-line.ts';

/** Beats are compared at the usual speed and gain, whatever the page's are. */
const SAMPLE_RATE_HZ = 500;
const MM_PER_S = 25;
const MM_PER_MV = 10;
/** "25 mm/s, 10 mm/mV, Lead I, 512Hz" */
const IN_PRINT = /\blead\s+(I{1,3}|aV[RLF]|V[1-6])\b/i;

/** Names the rows of a page on which one lead goes on from row to row, as watches print half a minute; null of any other page. */
export function namedAsOneLead(
  blocks: readonly Block[],
  texts: readonly VectorText[],
  pitch: VectorPitch,
): NamedBlocks | null {
  const rows = blocks.toSorted((a, b) => a.row - b.row);
  if (rows.some(({ column }) => column > 0)) return null;
  const printed = texts.flatMap(({ text }) => parseLead(IN_PRINT.exec(text)?.[1] ?? '') ?? []);
  const named = new Set([...rows.flatMap(({ lead }) => lead ?? []), ...printed]);
  if (named.size > 1) return null;
  const signals = rows.map(({ line }) =>
    sampleLine(line, {
      sampleRateHz: SAMPLE_RATE_HZ,
      pxPerS: MM_PER_S * pitch.x,
      pxPerMv: MM_PER_MV * pitch.y,
      zeroYPx: restingY(line),
    }),
  );
  if (!isOneLead(signals)) return null;
  const [lead = USUAL_LEAD] = named;
  return {
    blocks: rows.map((row) => ({ ...row, lead })),
    reasons: named.size === 1 ? [] : [`The lead's name is not printed; ${USUAL_LEAD} was taken.`],
    goesOn: true,
  };
}
