import { askForPrint, type PrintQuestion } from '../../functions/platform/asked-print.ts';
import { insideNative } from '../../functions/platform/native-guard.ts';
import type { PageCall } from '../../functions/platform/page-pool.ts';
import { ok } from '../../functions/problems.ts';
import { digitized, PAGE } from '../worker/fake-stages.ts';

/** How long the order `native` stays where a thread must not be ended. */
export const NATIVE_MS = 900;

/** What the order `ask` asks about. */
export const QUESTION: PrintQuestion = {
  page: PAGE,
  geometry: digitized().geometry,
  pen: { widthPx: 2, heightPx: 1, values: Uint8Array.of(0, 200) },
};

/** Stands in for the page task: does what the file's bytes say. */
export default async function misbehave(call: PageCall): Promise<unknown> {
  const word = call.kind === 'ingest' ? '' : Buffer.from(call.task.bytes).toString();
  if (word === 'hang') for (;;) Math.random();
  if (word === 'native') {
    await insideNative(call.guard, async () => {
      const until = performance.now() + NATIVE_MS;
      while (performance.now() < until) Math.random();
    });
    await new Promise(() => {});
  }
  if (word === 'ask' && call.print) return ok(await askForPrint(call.print, QUESTION));
  if (word === 'bug') throw new Error('a bug');
  if (word === 'eat') {
    const eaten: number[][] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, Math.random));
  }
  return { ok: true, value: word === 'cores' ? call.cores : word };
}
