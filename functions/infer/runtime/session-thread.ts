import { parentPort, workerData } from 'node:worker_threads';
import { openSessions } from './in-process.ts';
import type { PassAnswer, PassCall, ThreadSetting } from './session-threads.ts';

/** A thread of session-threads.ts: opens the networks, says so, and answers calls one after the other until told to close. */
const { modelsDir, labels, provider } = workerData as ThreadSetting;
const runtime = await openSessions(modelsDir, labels, 1, provider);

parentPort?.on('message', async (call: PassCall | 'close') => {
  if (call === 'close') {
    await runtime.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(await answer(call));
});
parentPort?.postMessage('open');

async function answer({ model, inputs }: PassCall): Promise<PassAnswer> {
  try {
    return { outputs: await runtime.run(model, inputs) };
  } catch (failure) {
    return { failure };
  }
}
