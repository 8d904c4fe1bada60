import { digitize } from '../digitize/step.ts';
import type { Digitized } from '../digitize/types.ts';
import { decodePage } from '../ingest/decode-page.ts';
import { ingest } from '../ingest/step.ts';
import type { DecodedPage, Ingested } from '../ingest/types.ts';
import { askForPrint } from '../platform/asked-print.ts';
import type { DigitizedPage, PageCall, PageTask } from '../platform/page-pool.ts';
import { ok, type Result, UnreachableCaseError } from '../problems.ts';
import { guardedNetwork } from './guarded-network.ts';
import { threadNetwork } from './thread-network.ts';

/** What a thread of the page pool does with a call: looks at a file, or decodes and digitizes one of its pages. */
export default async function answer(
  call: PageCall,
): Promise<Result<Ingested | DecodedPage | Digitized | DigitizedPage>> {
  switch (call.kind) {
    case 'ingest':
      return ingest(call.bytes);
    case 'decode':
      return decodePage(call.task.bytes, call.task.mediaType, call.task.pageIndex);
    case 'digitize': {
      const done = await digitizeWithPage(call);
      return done.ok ? done.value.digitized : done;
    }
    case 'digitizeWithPage':
      return digitizeWithPage(call);
    default:
      throw new UnreachableCaseError(call);
  }
}

async function digitizeWithPage({
  task: { bytes, mediaType, pageIndex, options },
  guard,
  cores,
  print,
}: PageCall & { readonly task: PageTask }): Promise<Result<DigitizedPage>> {
  const startedAt = performance.now();
  const page = await decodePage(bytes, mediaType, pageIndex);
  if (!page.ok) return page;
  const decodeMs = Math.round(performance.now() - startedAt);
  const network = await threadNetwork();
  const digitized = await digitize(
    page.value,
    options,
    network && guardedNetwork(network, guard, cores),
    print && ((geometry, pen) => askForPrint(print, { page: page.value, geometry, pen })),
  );
  return ok({
    page: page.value,
    digitized: digitized.ok ? ok(timed(digitized.value, decodeMs, startedAt)) : digitized,
  });
}

function timed(digitized: Digitized, decodeMs: number, startedAt: number): Digitized {
  const totalMs = Math.round(performance.now() - startedAt);
  return { ...digitized, timings: { ...digitized.timings, decodeMs, totalMs } };
}
