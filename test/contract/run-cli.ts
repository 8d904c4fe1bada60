import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a run of the command line left. */
export interface CliRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Most memory that the process ever held. */
  readonly maxRssMb: number;
}

const ENTRY = fileURLToPath(new URL('../../functions/cli.ts', import.meta.url));
const REPORT_RSS = `data:text/javascript,process.on('exit',()=>process.stderr.write('\\nmaxRSS '+process.resourceUsage().maxRSS))`;

/** Runs `ecgraph` in a process of its own. */
export function runCli(args: readonly string[], env: Record<string, string> = {}): Promise<CliRun> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 1 << 28, env: { ...process.env, ...env } };
    const child = execFile(
      process.execPath,
      ['--import', REPORT_RSS, ENTRY, ...args],
      options,
      (_error, stdout, stderr) => {
        const [, rss = '0'] = /\nmaxRSS (\d+)$/.exec(stderr) ?? [];
        resolve({
          status: child.exitCode ?? -1,
          stdout,
          stderr: stderr.replace(/\nmaxRSS \d+$/, ''),
          maxRssMb: Number(rss) / 1024,
        });
      },
    );
  });
}

/** The lines of a `--jsonl` run. */
export function jsonLines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
