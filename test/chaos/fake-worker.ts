// A worker process with stages that only wait, so that it can be killed at any point of any step.
//   PACE_MS   a step takes up to this long, at random
//   STALL=1   each study stops for ever in the step whose number its file names ("stall in 3"); the parent is told
import { setTimeout as delay } from 'node:timers/promises';
import { readConfig } from '../../functions/platform/config.ts';
import { openPlatform } from '../../functions/platform/open-platform.ts';
import { ok } from '../../functions/problems.ts';
import { STEP_NAMES } from '../../functions/record/steps.ts';
import { startWorker } from '../../functions/worker/start-worker.ts';
import { digitized, fakeStages, inferred, measured, PAGE, reading } from '../worker/fake-stages.ts';

const paceMs = Number(process.env['PACE_MS'] ?? 0);
const stalls = process.env['STALL'] === '1';

/** Steps that are stuck so far, and what waits until all but the last are. */
let stuck = 0;
let othersAreStuck = (): void => undefined;
const othersStuck = new Promise<void>((resolve) => {
  othersAreStuck = resolve;
});

/** Waits a moment, or for ever where the study is to be stuck in this step. */
async function step(number: number, stuckIn: number): Promise<void> {
  if (stalls && number === stuckIn) {
    process.send?.(`stuck in ${STEP_NAMES[number]}`);
    stuck += 1;
    if (stuck === STEP_NAMES.length - 1) othersAreStuck();
    await new Promise(() => undefined);
  }
  await delay(Math.random() * paceMs);
}

function stuckStep(bytes: Uint8Array): number {
  return Number(/stall in (\d)/.exec(Buffer.from(bytes).toString())?.[1] ?? -1);
}

/** The number travels with the page and the first sample, since later steps do not see the file. */
function marked(number: number) {
  const leads = digitized().leads;
  const mv = Float32Array.from(leads.I?.mv ?? []);
  mv[0] = number;
  return digitized({ leads: { ...leads, I: { startS: 0, mv } } });
}

const stages = fakeStages({
  ingest: async (bytes) => {
    await step(0, stuckStep(bytes));
    return fakeStages().ingest(bytes);
  },
  digitize: async ({ bytes }) => {
    const number = stuckStep(bytes);
    await step(1, number);
    const page = { ...PAGE, raster: { ...PAGE.raster, widthPx: number } };
    return ok({ page, digitized: ok(marked(number)) });
  },
  read: async (page) => {
    await step(2, page.raster.widthPx);
    return reading();
  },
  measure: async ({ leads }) => {
    await step(3, leads.I[0] ?? -1);
    return ok(measured());
  },
  infer: async ({ signals }) => {
    const number = signals.leads.I[0] ?? -1;
    await step(4, number);
    if (stalls && number === 5) {
      // So that the blobs counted from here on are this study's.
      await othersStuck;
      stuckInRecord = true;
    }
    return ok(inferred());
  },
});

const platform = await openPlatform(readConfig());
let stuckInRecord = false;
const { put } = platform.blobs;
/** The step record has no stage to wait in: it gets stuck after storing the samples, before the rows. */
const blobs = {
  ...platform.blobs,
  put: async (bytes: Uint8Array) => {
    const stored = await put(bytes);
    // infer stores its output first; what comes next is record's.
    if (stuckInRecord) puts += 1;
    if (puts === 2) await step(5, 5);
    return stored;
  },
};
let puts = 0;

await startWorker({ ...platform, blobs }, stages);
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
