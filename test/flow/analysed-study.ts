import sharp from 'sharp';
import type { Ingested } from '../../functions/ingest/types.ts';
import type { Stages } from '../../functions/pipeline.ts';
import { ok } from '../../functions/problems.ts';
import type { PrintedFacts } from '../../functions/read/types.ts';
import { runStudy } from '../../functions/worker/run-study.ts';
import { fakeStages, reading } from '../worker/fake-stages.ts';
import { sendReport } from './client.ts';
import type { TestServer } from './served.ts';

/** Size of the pages that `sendAnalysed` sends. */
export const [WIDTH_PX, HEIGHT_PX] = [600, 400];
const PAGES: Ingested = {
  kind: 'pages',
  mediaType: 'image/png',
  pages: [0, 1].map((index) => ({ index, widthPx: WIDTH_PX, heightPx: HEIGHT_PX, dpi: 100 })),
};
let shade = 0;

/**
 * Sends a black page, of another shade each time, and lets stages at it that answer at once; what they read is given, a function takes
 * its place. Whatever is white on a picture of the page was blanked. `run` goes on after a correction.
 */
export async function sendAnalysed(server: TestServer, read: PrintedFacts | Stages['read'], report: object = {}) {
  shade += 1;
  const background = { r: shade, g: 0, b: 0 };
  const black = sharp({ create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background } });
  const { study } = await sendReport(server.admin, await black.png().toBuffer(), report);
  const { tenantId } = await server.platform.db.study.findUniqueOrThrow({ where: { id: study.id } });
  const stages = fakeStages({
    ingest: async () => ok(PAGES),
    read: typeof read === 'function' ? read : async () => reading(read),
  });
  const attempt = { retries: 0, isLast: false, signal: new AbortController().signal };
  const run = () => runStudy(server.platform, stages, { tenantId, studyId: study.id }, attempt);
  return { id: study.id as string, run };
}
