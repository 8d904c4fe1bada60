import { Command } from 'commander';
import { CHECKS, type Check } from './doctor-checks.ts';
import { toJson } from './json.ts';

/** `ecgraph doctor`: looks at everything that the product needs and says what to do about what is missing. Exit status 1 when something is. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check everything that ecgraph depends on, and say what to do')
    .option('--jsonl', 'one JSON object a line per check')
    .action(async (options: { jsonl?: boolean }) => {
      let failed = 0;
      for (const check of CHECKS) {
        const { ok, found } = await outcomeOf(check);
        if (!ok) failed++;
        const advice = ok ? undefined : check.advice;
        const line = options.jsonl
          ? toJson({ check: check.name, ok, found, advice })
          : `${ok ? 'ok     ' : 'MISSING'} ${check.name}: ${found}${advice === undefined ? '' : `\n        ${advice}`}`;
        process.stdout.write(`${line}\n`);
      }
      if (!options.jsonl) process.stdout.write(failed === 0 ? 'Everything is there.\n' : `${failed} to mend.\n`);
      process.exitCode = failed === 0 ? 0 : 1;
    });
}

async function outcomeOf(check: Check): Promise<{ ok: boolean; found: string }> {
  try {
    return { ok: true, found: await check.run() };
  } catch (error) {
    return { ok: false, found: error instanceof Error ? error.message : String(error) };
  }
}
