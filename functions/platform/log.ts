import { pino } from 'pino';

export type Log = pino.Logger;

/** Fields that could name a person or give access; cut out wherever someone logs them by mistake. */
const NEVER_LOGGED = ['recordNumber', 'patient', 'text', 'value', 'fileName', 'secret', 'authorization', 'cookie'];

/**
 * Logs as JSON lines on standard error, since standard output belongs to results. Only identifiers, codes and
 * durations are logged: no patient data, no file names, no printed text.
 */
export function openLog(level = 'info'): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      redact: {
        paths: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
        remove: true,
      },
      serializers: { err: errorFacts },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** The class, code and place of an error. Its message may quote values of a row or a file, so it stays out. */
function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, code, stack: frames.slice(0, 8).map((line) => line.trim()) };
}
