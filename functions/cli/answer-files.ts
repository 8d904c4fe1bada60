import { once } from 'node:events';
import { createTurns } from '../platform/turns.ts';
import { type Problem, problem, type Result } from '../problems.ts';
import { toJson } from './json.ts';
import { startProgress } from './progress.ts';

/** What a command prints for a file that went well. */
export interface Answer {
  /** Members of the JSON line after `file` and `ok`. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Lines for a person. */
  readonly summary: readonly string[];
}

export interface AnswerOptions {
  readonly jsonl: boolean;
  readonly jobs: number;
}

/** Answers held back for their turn: enough to keep all jobs busy while one slow file blocks the order. */
const AHEAD_PER_JOB = 4;

/**
 * Works on the files, `jobs` at a time, and prints the answers in input order as soon as their turn has come. A file
 * that fails is a line with its problem, a bug is the problem INTERNAL with the trace on standard error; neither
 * ends the run.
 */
export async function answerFiles(
  files: readonly string[],
  work: (file: string) => Promise<Result<Answer>>,
  options: AnswerOptions,
): Promise<void> {
  const turns = createTurns(options.jobs);
  const progress = startProgress(files.length);
  const started: Promise<Result<Answer>>[] = [];
  const startUpTo = (count: number) => {
    while (started.length < Math.min(count, files.length)) {
      const file = files[started.length] ?? '';
      started.push(turns.take(() => answerOf(file, work)).finally(() => progress.step()));
    }
  };
  for (const [index, file] of files.entries()) {
    startUpTo(index + 1 + options.jobs * AHEAD_PER_JOB);
    const answer = await started[index];
    // The answers printed are let go of: a thousand waveforms need not stay in memory.
    started[index] = Promise.resolve({ ok: false, problem: problem('INTERNAL') });
    if (answer !== undefined) await print(options.jsonl ? jsonLine(file, answer) : summaryOf(file, answer));
  }
  progress.stop();
}

async function answerOf(file: string, work: (file: string) => Promise<Result<Answer>>): Promise<Result<Answer>> {
  try {
    return await work(file);
  } catch (error) {
    process.stderr.write(
      `ecgraph: ${file}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return { ok: false, problem: problem('INTERNAL') };
  }
}

function jsonLine(file: string, answer: Result<Answer>): string {
  if (answer.ok) return toJson({ file, ok: true, ...answer.value.json });
  const { code, message, hint } = answer.problem;
  return toJson({ file, ok: false, problem: { code, message, hint } });
}

function summaryOf(file: string, answer: Result<Answer>): string {
  const lines = answer.ok ? answer.value.summary : problemLines(answer.problem);
  return [file, ...lines.map((line) => `  ${line}`)].join('\n');
}

function problemLines({ code, message, hint, candidates = [] }: Problem): string[] {
  return [`${code}: ${message}`, hint, ...(candidates.length > 0 ? [`It may be ${candidates.join(', ')}.`] : [])];
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain');
}
