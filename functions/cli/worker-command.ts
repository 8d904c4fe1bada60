import { Command } from 'commander';

/** `ecgraph worker`: takes studies from the queue until it is told to end. */
export function workerCommand(): Command {
  return new Command('worker').description('take studies from the queue and run the pipeline').action(async () => {
    // The module is the worker process itself: it runs when loaded, and ends on SIGTERM.
    await import('../worker/main.ts');
  });
}
