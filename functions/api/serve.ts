import type { Config } from '../platform/config.ts';
import { openPlatform, type Platform } from '../platform/open-platform.ts';
import { authenticate } from '../record/api-keys.ts';
import { ensureAdministrator } from '../record/first-key.ts';
import { sendSampleReports } from './sample-reports.ts';
import { startApi } from './server.ts';
import { startWorkerProcess } from './worker-process.ts';

/** What `ecgraph serve` may be told. */
export interface ServeOptions {
  /** Leaves the work to workers elsewhere. */
  readonly noWorker?: boolean;
  /** Sends the sample reports at the very first start. */
  readonly samples?: boolean;
  /** Shows the first administrator's key, once. It must reach a person and nothing else: no log, no file. */
  readonly showFirstKey: (secret: string) => void;
}

/** A running installation. */
export interface Served {
  readonly url: string;
  /** Answers what is being answered, lets the worker finish what it is at, and closes the database. */
  close(): Promise<void>;
}

async function begin(platform: Platform, { samples, showFirstKey }: ServeOptions): Promise<void> {
  const firstKey = await ensureAdministrator(platform);
  if (firstKey === null) return;
  showFirstKey(firstKey);
  const administrator = await authenticate(platform, firstKey);
  if (samples && administrator) await sendSampleReports(platform, administrator);
}

/**
 * Starts everything on one machine: the database with its migrations, the API with console and GraphiQL, and a worker in a
 * process of its own. Throws when the database cannot be opened, and ConfigError when the port cannot be had; nothing is left running then.
 */
export async function serve(config: Config, options: ServeOptions): Promise<Served> {
  const platform = await openPlatform(config);
  try {
    const api = await startApi(platform);
    await begin(platform, options);
    const worker = options.noWorker ? null : startWorkerProcess(platform.log);
    return {
      url: config.publicUrl ?? api.url,
      close: async () => {
        await Promise.all([api.close(), worker?.stop()]);
        await platform.close();
      },
    };
  } catch (error) {
    await platform.close();
    throw error;
  }
}
