// Uploads reports while worker processes are killed at random, and checks that each ends as one final study, without
// duplicate effects, lost or orphaned rows and blobs.
//   node bench/chaos/run.ts [--uploads 200] [--kills 10] [--workers 2] [--fake]
// Without --fake the workers run the real pipeline on a sample report that is made different for every upload.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { chaos } from './chaos.ts';

const { values } = parseArgs({
  options: {
    uploads: { type: 'string', default: '200' },
    kills: { type: 'string', default: '10' },
    workers: { type: 'string', default: '2' },
    fake: { type: 'boolean', default: false },
  },
});

const sample = readFileSync(new URL('../../synth/samples/normal-sinus-3x4-1.png', import.meta.url));

/** The sample with a comment of its own: the same picture, other bytes. */
function numberedSample(number: number): Uint8Array {
  const body = Buffer.from(`tEXtComment\0upload ${number}`);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  const end = sample.length - 12;
  return Buffer.concat([sample.subarray(0, end), chunk, sample.subarray(end)]);
}

const outcome = await chaos({
  uploads: Number(values.uploads),
  kills: Number(values.kills),
  workers: Number(values.workers),
  limitMs: 3_600_000,
  ...(values.fake
    ? { entry: new URL('../../test/chaos/fake-worker.ts', import.meta.url), env: { PACE_MS: '300' } }
    : { entry: new URL('../../functions/worker/main.ts', import.meta.url), file: numberedSample }),
});
process.stdout.write(`${JSON.stringify(outcome)}\n`);
