import { Command } from 'commander';
import { closeOnSignal } from './close-on-signal.ts';

interface ServeFlags {
  readonly worker: boolean;
  readonly samples: boolean;
}

/** `ecgraph serve`: API, console and, unless told otherwise, a worker. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('start the API and the console, and a worker beside them')
    .option('--no-worker', 'leave the work to other processes')
    .option('--no-samples', 'begin with an empty worklist at the very first start')
    .action(async (flags: ServeFlags) => {
      const [{ readConfig }, { serve }] = await Promise.all([
        import('../platform/config.ts'),
        import('../api/serve.ts'),
      ]);
      const served = await serve(readConfig(), {
        noWorker: !flags.worker,
        samples: flags.samples,
        showFirstKey: (secret) =>
          process.stdout.write(`Administrator key, shown this once: ${secret}\nSign in to the console with it.\n`),
      });
      process.stdout.write(`ecgraph answers at ${served.url}\n`);
      await closeOnSignal();
      await served.close();
    });
}
