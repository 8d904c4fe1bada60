import { Command, Option } from 'commander';
import { closeOnSignal } from './close-on-signal.ts';
import { positiveInteger } from './options.ts';

interface ServerFlags {
  readonly port: number;
  readonly host: string;
}

/** `ecgraph infer-server`: the models behind the Open Inference Protocol v2. */
export function inferServerCommand(): Command {
  return new Command('infer-server')
    .description('serve the models by the Open Inference Protocol v2 over HTTP')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .addOption(new Option('--port <n>', 'port to listen on').argParser(positiveInteger).default(8000))
    .action(async ({ host, port }: ServerFlags) => {
      const [{ readConfig }, { startInferenceServer }] = await Promise.all([
        import('../platform/config.ts'),
        import('../infer/server.ts'),
      ]);
      const server = await startInferenceServer({ modelsDir: readConfig().modelsDir, host, port });
      process.stdout.write(`models answer at ${server.url}\n`);
      await closeOnSignal();
      await server.close();
    });
}
