import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { submitReport } from '../../functions/record/submit-report.ts';
import { assertCleanEnd, untilSettled } from '../../test/chaos/final-state.ts';
import { killHard, startWorkerProcess } from '../../test/chaos/worker-processes.ts';
import { testCaller, testPlatform } from '../../test/database.ts';
import { uploadBytes, value } from '../../test/record/uploads.ts';

/** One trial. */
export interface ChaosTrial {
  readonly uploads: number;
  /** How often a worker process is killed (SIGKILL) and another one started. */
  readonly kills: number;
  readonly workers: number;
  /** Module of the worker process. */
  readonly entry: URL;
  readonly env?: Record<string, string>;
  /** The file of an upload; all differ. */
  readonly file?: (number: number) => Uint8Array;
  readonly limitMs: number;
}

/** What a trial came to; it throws where anything is not as it must be. */
export interface ChaosOutcome {
  readonly studies: number;
  readonly kills: number;
  /** Steps that had to be begun again. */
  readonly begunAgain: number;
  /** Blobs that killed workers had left and that were collected. */
  readonly collectedBlobs: number;
  readonly seconds: number;
}

/** Uploads files while worker processes are killed at random moments, then checks that the end is clean. */
export async function chaos(trial: ChaosTrial): Promise<ChaosOutcome> {
  const platform = await testPlatform();
  const workers: ChildProcess[] = [];
  const startedAt = Date.now();
  try {
    const caller = await testCaller(platform);
    const start = () => startWorkerProcess(platform, trial.entry, trial.env);
    for (let i = 0; i < trial.workers; i += 1) workers.push(await start());
    const file = trial.file ?? ((number: number) => Buffer.from(`report ${number}`));
    const send = async (): Promise<void> => {
      for (let number = 0; number < trial.uploads; number += 1) {
        const upload = await uploadBytes(platform, caller, file(number));
        value(await submitReport(platform, caller, { uploadId: upload.id }));
      }
    };
    const kill = async (): Promise<number> => {
      let kills = 0;
      while (kills < trial.kills) {
        // At random moments, and spread over the work: not before its share of the studies is done.
        const share = (trial.uploads * kills) / trial.kills;
        const done = await platform.db.study.count({
          where: { tenantId: caller.tenantId, state: { notIn: ['received', 'processing'] } },
        });
        await delay(100 + Math.random() * 400);
        if (done < share) continue;
        const at = Math.floor(Math.random() * workers.length);
        await killHard(workers[at] as ChildProcess);
        kills += 1;
        workers[at] = await start();
      }
      return kills;
    };
    const [kills] = await Promise.all([kill(), send()]);
    await untilSettled(platform, caller.tenantId, trial.limitMs);
    const seconds = (Date.now() - startedAt) / 1000;
    for (const worker of workers.splice(0)) await killHard(worker);
    const collectedBlobs = await assertCleanEnd(platform, caller.tenantId, trial.uploads);
    const begunAgain = await platform.db.stepRun.count({ where: { tenantId: caller.tenantId, attempt: { gt: 1 } } });
    return { studies: trial.uploads, kills, begunAgain, collectedBlobs, seconds };
  } finally {
    for (const worker of workers) await killHard(worker);
    await platform.close();
  }
}
