// node bench/read/redaction.ts [--families preset-clean,scan,photo] [--count 10] [--seed 100]
// Of the names and record numbers that drawn pages print: how many stay in sight on the blanked copy, and what else goes with them.
import { parseArgs } from 'node:util';
import { createOcrPool } from '../../functions/read/recognise/ocr-pool.ts';
import { read } from '../../functions/read/step.ts';
import type { PageRedaction } from '../../functions/read/types.ts';
import { FAMILY_NAMES } from '../../synth/page/report-facts.ts';
import { renderScene } from '../../synth/scene/render-scene.ts';
import type { TextTruth } from '../../synth/types.ts';
import { renderCase } from './rendered-cases.ts';

const { values: options } = parseArgs({
  options: {
    families: { type: 'string', default: 'preset-clean,scan,photo' },
    count: { type: 'string', default: '10' },
    seed: { type: 'string', default: '100' },
  },
});

const SECRET = new RegExp(`(?:${FAMILY_NAMES.join('|')}), \\w+|0000\\d{5}`, 'i');
/** Share of a secret's places that may lie bare: its ends are shared out by characters, which is not exact. */
const ENDS = 0.05;
const GRID = { along: 40, across: 6 };

const pool = createOcrPool({ size: 1 });
for (const family of options.families.split(',')) {
  const sum = { pages: 0, refused: 0, certain: 0, secrets: 0, bare: 0, facts: 0, lost: 0 };
  for (let index = 0; index < Number(options.count); index++) {
    const seed = Number(options.seed) + index;
    const { page, geometry, name } = await renderCase(family, seed);
    const facts = await read(page, geometry, pool);
    const redaction = facts.ok ? facts.value.redaction : null;
    sum.pages += 1;
    if (!redaction) {
      sum.refused += 1;
      continue;
    }
    if (redaction.certain) sum.certain += 1;
    for (const run of (await renderScene(seed, family)).truth.texts) {
      const secret = SECRET.exec(run.text);
      const [from, to] = secret ? [secret.index, secret.index + secret[0].length] : [0, run.text.length];
      const bare = bareShare(run, from / run.text.length, to / run.text.length, redaction);
      if (secret) {
        sum.secrets += 1;
        if (bare > ENDS) sum.bare += 1;
        if (bare > ENDS) console.log(`${name}: ${(100 * bare).toFixed(0)} % of a secret is in sight`);
      } else if (run.facts.length > 0 && !run.facts.includes('orderNumber') && !run.facts.includes('ageYears')) {
        sum.facts += 1;
        if (bare < 1 - ENDS) sum.lost += 1;
      }
    }
  }
  console.log(
    `${family}: ${sum.pages} pages, ${sum.refused} refused, ${sum.certain} told apart; ${sum.bare} of ${sum.secrets} names and record numbers in sight; ${sum.lost} of ${sum.facts} printed facts touched`,
  );
}
await pool.close();

/** Share of a run, from one share of its length to another, that no region covers. */
function bareShare({ quadPx: q }: TextTruth, from: number, to: number, { regions }: PageRedaction): number {
  const at = (i: number): number => q[i] ?? Number.NaN;
  let bare = 0;
  for (let i = 0; i <= GRID.along; i++)
    for (let j = 1; j <= GRID.across; j++) {
      const u = from + ((to - from) * i) / GRID.along;
      const v = 0.15 + (0.7 * j) / (GRID.across + 1);
      const [x, y] = [0, 1].map(
        (k) => (at(k) * (1 - u) + at(2 + k) * u) * (1 - v) + (at(6 + k) * (1 - u) + at(4 + k) * u) * v,
      ) as [number, number];
      const isCovered = regions.some(
        ({ box }) => x >= box[0] && x < box[0] + box[2] && y >= box[1] && y < box[1] + box[3],
      );
      if (!isCovered) bare += 1;
    }
  return bare / ((GRID.along + 1) * GRID.across);
}
