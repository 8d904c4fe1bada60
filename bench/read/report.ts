import type { PrintedFacts } from '../../functions/read/types.ts';
import type { Truth } from './cases.ts';
import { judge, judgeStatements, type Outcome } from './score.ts';

interface Tally {
  readonly outcomes: Record<Outcome, number>;
  printed: number;
}

/** Collects outcomes by suite and field and prints them as one table. */
export class Report {
  readonly #tallies = new Map<string, Tally>();
  readonly #statements = new Map<
    string,
    { found: number; printed: number; extra: number; edits: number; letters: number }
  >();
  readonly #timesMs: number[] = [];
  readonly #cpuS: number[] = [];
  readonly #skipped = new Map<string, number>();
  readonly #verbose: boolean;

  constructor(verbose: boolean) {
    this.#verbose = verbose;
  }

  /** Counts one page; `cpuS` is what its reading cost on all cores together, seconds. */
  add(suite: string, name: string, facts: PrintedFacts, truth: Truth, cpuS: number): void {
    this.#timesMs.push(facts.timings.totalMs);
    this.#cpuS.push(cpuS);
    for (const { field, outcome, printed } of judge(facts, truth)) {
      for (const key of [`${suite} ${field}`, `${suite} ALL`]) this.#count(key, outcome, printed);
      if (this.#verbose && outcome !== 'exact')
        console.log(
          `${name} ${field}: ${outcome}, read ${facts.fields[field].value} (${facts.fields[field].reason ?? ''} "${facts.fields[field].text ?? ''}"), printed ${truth[field]}`,
        );
    }
    if (Array.isArray(truth.statements)) {
      const value = facts.fields.statements.value;
      const one = judgeStatements(Array.isArray(value) ? value : [], truth.statements);
      const sum = this.#statements.get(suite) ?? { found: 0, printed: 0, extra: 0, edits: 0, letters: 0 };
      for (const key of ['found', 'printed', 'extra', 'edits', 'letters'] as const) sum[key] += one[key];
      this.#statements.set(suite, sum);
      if (this.#verbose && (one.found < one.printed || one.extra > 0))
        console.log(`${name} statements: read ${JSON.stringify(value)}, printed ${JSON.stringify(truth.statements)}`);
    }
  }

  /** Counts a page that could not be decoded. */
  skip(suite: string): void {
    this.#skipped.set(suite, (this.#skipped.get(suite) ?? 0) + 1);
  }

  print(): void {
    console.log('suite field                        n   exact %   wrong %  sign errors  missing');
    for (const [key, { outcomes, printed }] of this.#tallies) {
      const n = outcomes.exact + outcomes.wrong + outcomes.sign + outcomes.missing;
      const percent = (count: number): string => ((100 * count) / n).toFixed(2).padStart(8);
      console.log(
        `${key.padEnd(32)} ${String(n).padStart(4)} ${percent(outcomes.exact)}  ${percent(outcomes.wrong + outcomes.sign)}  ${String(outcomes.sign).padStart(8)}  ${String(outcomes.missing).padStart(8)} of ${printed} printed`,
      );
    }
    for (const [suite, { found, printed, extra, edits, letters }] of this.#statements)
      console.log(
        `${suite} statements: ${found} of ${printed} lines, ${extra} extra, ${((100 * edits) / letters).toFixed(1)} % of letters differ`,
      );
    for (const [suite, count] of this.#skipped) console.log(`${suite}: ${count} pages could not be decoded`);
    const at = (values: readonly number[], share: number): number => {
      const sorted = [...values].sort((a, b) => a - b);
      return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    };
    const [p50, p95] = [0.5, 0.95].map((share) => at(this.#timesMs, share).toFixed(0));
    const [cpu50, cpu95] = [0.5, 0.95].map((share) => at(this.#cpuS, share).toFixed(2));
    const megabytes = (process.resourceUsage().maxRSS / 1024).toFixed(0);
    console.log(`${this.#timesMs.length} pages, time a page p50 ${p50} ms, p95 ${p95} ms`);
    console.log(`CPU a page p50 ${cpu50} s, p95 ${cpu95} s; most memory ${megabytes} MB`);
  }

  #count(key: string, outcome: Outcome, printed: boolean): void {
    const tally = this.#tallies.get(key) ?? { outcomes: { exact: 0, wrong: 0, sign: 0, missing: 0 }, printed: 0 };
    tally.outcomes[outcome]++;
    if (printed) tally.printed++;
    this.#tallies.set(key, tally);
  }
}
