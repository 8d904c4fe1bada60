import type { PageCall } from '../../functions/platform/page-pool.ts';

/** Stands in for the page task: does what the file's bytes say. */
export default async function misbehave(call: PageCall): Promise<unknown> {
  const word = call.kind === 'ingest' ? '' : Buffer.from(call.task.bytes).toString();
  if (word === 'hang') for (;;) Math.random();
  if (word === 'bug') throw new Error('a bug');
  if (word === 'eat') {
    const eaten: number[][] = [];
    for (;;) eaten.push(Array.from({ length: 100_000 }, Math.random));
  }
  return { ok: true, value: word };
}
