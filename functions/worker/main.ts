import { readConfig } from '../platform/config.ts';
import { openPlatform } from '../platform/open-platform.ts';
import { openStages } from './open-stages.ts';
import { startWorker } from './start-worker.ts';

// The worker as a process of its own: opens everything, tells a parent that it is ready, works until it is told to end.
const config = readConfig();
const platform = await openPlatform(config);
const stages = await openStages(config);
const worker = await startWorker(platform, stages);
platform.log.info({ concurrency: config.workerConcurrency }, 'worker ready');
process.send?.('ready');

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  await worker.stop();
  await platform.close();
  await stages.close();
  process.exit(0);
}
process.on('SIGTERM', end);
process.on('SIGINT', end);
// A parent that died cannot tell; its channel closes.
process.on('disconnect', end);
