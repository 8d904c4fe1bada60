import { Command, CommanderError } from 'commander';
import { ConfigError } from '../platform/config-error.ts';

/** A command is loaded only when it is called for: `digitize` needs neither the text recogniser nor a database. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  analyze: async () => (await import('./analyze-command.ts')).analyzeCommand(),
  digitize: async () => (await import('./digitize-command.ts')).digitizeCommand(),
  read: async () => (await import('./read-command.ts')).readCommand(),
  redact: async () => (await import('./redact-command.ts')).redactCommand(),
  infer: async () => (await import('./infer-command.ts')).inferCommand(),
  serve: async () => (await import('./serve-command.ts')).serveCommand(),
  worker: async () => (await import('./worker-command.ts')).workerCommand(),
  'infer-server': async () => (await import('./infer-server-command.ts')).inferServerCommand(),
  corrections: async () => (await import('./corrections-command.ts')).correctionsCommand(),
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand(),
};

/** Every file was answered, even if with a problem. */
const DONE = 0;
/** The command could not do its work at all. */
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs the command line and returns its exit status: 0 done, 1 the command itself failed, 2 wrong usage. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = new Command('ecgraph')
    .description('ECG reports on paper or in scans become calibrated waveforms, measurements and findings')
    .addHelpText('after', '\nFor research and decision support. Not a medical device.')
    .exitOverride();
  const called = COMMANDS[args[0] ?? ''];
  for (const load of called === undefined ? Object.values(COMMANDS) : [called]) {
    program.addCommand((await load()).exitOverride());
  }
  // A reader that stops early (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? DONE : FAILED));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return process.exitCode === undefined ? DONE : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    process.stderr.write(`ecgraph: ${told(error)}\n`);
    return FAILED;
  }
}

/** A setting that cannot be used is told in its sentence; anything else with where it happened. */
function told(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
