import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options that every command on files has. */
export interface FileOptions {
  readonly jsonl?: boolean;
  readonly jobs: number;
}

/** Adds `FILE…`, `--jsonl` and `--jobs N`, of which there are `jobs` unless stated, to a command. */
export function withFileOptions(command: Command, jobs = availableParallelism()): Command {
  return command
    .argument('<file...>', 'files; what they are is told from their contents')
    .option('--jsonl', 'one JSON object a line per file, in input order')
    .addOption(new Option('--jobs <n>', 'files worked on at a time').argParser(positiveInteger).default(jobs));
}

/** Parses a whole number from 1; wrong usage otherwise. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return value;
}

/** Parses an age in years; wrong usage outside 0…120. */
export function ageInYears(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 120)) throw new InvalidArgumentError('It must be 0 to 120 years.');
  return value;
}

/** Parses F or M; wrong usage otherwise. */
export function sexLetter(text: string): 'female' | 'male' {
  if (/^(f|female)$/i.test(text)) return 'female';
  if (/^(m|male)$/i.test(text)) return 'male';
  throw new InvalidArgumentError('It must be F or M.');
}
