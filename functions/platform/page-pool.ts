import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Digitized, DigitizeOptions } from '../digitize/types.ts';
import type { DecodedPage, Ingested, MediaType } from '../ingest/types.ts';
import { fail, type Result } from '../problems.ts';
import { openPrintLine, type ReadPagePrint } from './asked-print.ts';
import { claimForEnding, createNativeGuard, type NativeGuard } from './native-guard.ts';
import { createTurns } from './turns.ts';

/** One page of a file that *ingest* accepted. */
export interface PageTask {
  readonly bytes: Uint8Array;
  readonly mediaType: MediaType;
  readonly pageIndex: number;
  /** What a person stated about the page. */
  readonly options?: DigitizeOptions;
}

/** A page and what was read from it; a page that cannot be digitized can still hold text. */
export interface DigitizedPage {
  readonly page: DecodedPage;
  readonly digitized: Result<Digitized>;
}

/** What the worker thread is asked (functions/worker/page-task.ts answers it). */
export type PageCall = (
  | { readonly kind: 'ingest'; readonly bytes: Uint8Array }
  | { readonly kind: 'decode'; readonly task: PageTask }
  | { readonly kind: 'digitize'; readonly task: PageTask }
  | { readonly kind: 'digitizeWithPage'; readonly task: PageTask }
) & {
  readonly guard: NativeGuard;
  /** Cores that the call may use while other calls leave them free. */
  readonly cores: number;
  /** Where the thread may ask for the print of its page. */
  readonly print?: MessagePort;
};

/** Threads for the work that files of strangers can make expensive: looking at them, decoding, digitizing. */
export interface PagePool {
  /** As the step *ingest*, in a thread. */
  ingest(bytes: Uint8Array): Promise<Result<Ingested>>;
  /** Decodes a page, for showing it. */
  decode(task: PageTask): Promise<Result<DecodedPage>>;
  /** Decodes and digitizes a page. */
  run(task: PageTask): Promise<Result<Digitized>>;
  /**
   * As `run`, and hands back the decoded page for reading its text. `readPrint` is asked for the print where the traces leave speed or gain unsure,
   * while the thread keeps what it has of the page; what it throws is thrown here.
   */
  runWithPage(task: PageTask, readPrint?: ReadPagePrint): Promise<Result<DigitizedPage>>;
  close(): Promise<void>;
}

export interface PagePoolOptions {
  /** Calls at a time, each in a thread; default: as many as cores. */
  readonly jobs?: number;
  /** Cores that calls at work share; default: as many as calls. */
  readonly cores?: number;
  /** JavaScript heap of a thread in MB. Pixels live outside the heap and are bounded by the limits of *ingest*. */
  readonly memoryMb?: number;
  /** Wall-clock limit of one call. */
  readonly timeoutMs?: number;
  /** Module that answers calls; tests put a misbehaving one here. */
  readonly taskModule?: URL;
}

const IDLE_THREAD_MS = 60_000;
/** How soon to look again whether a thread has left native code. */
const RETRY_MS = 50;

type WithoutTurn<T> = T extends unknown ? Omit<T, 'guard' | 'cores' | 'print'> : never;
type Asked = WithoutTurn<PageCall>;

/**
 * Starts the pool. A call that takes longer than `timeoutMs` answers STEP_TIMEOUT, one that needs more memory
 * STEP_OUT_OF_MEMORY; its thread is ended and replaced, other calls go on. A bug in the task throws.
 */
export function createPagePool(options: PagePoolOptions = {}): PagePool {
  const jobs = Math.max(1, options.jobs ?? availableParallelism());
  const timeoutMs = options.timeoutMs ?? 60_000;
  const threads = new Piscina({
    filename: (options.taskModule ?? new URL('../worker/page-task.ts', import.meta.url)).href,
    minThreads: 1,
    maxThreads: jobs,
    idleTimeout: IDLE_THREAD_MS,
    // The task awaits pictures and models: a thread that sleeps in Atomics.wait would never see them arrive.
    atomics: 'disabled',
    resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? 1024 },
  });
  // A call waits for its turn here, so that its clock starts with its work and not in the queue.
  const turns = createTurns(jobs);

  function call<T>(asked: Asked, readPrint?: ReadPagePrint): Promise<Result<T>> {
    return turns.take(async (atWork) => {
      const cores = Math.max(1, Math.floor((options.cores ?? jobs) / atWork));
      const guard = createNativeGuard();
      const end = new AbortController();
      const endOnceFree = () => {
        if (claimForEnding(guard)) end.abort();
        else clock = setTimeout(endOnceFree, RETRY_MS);
      };
      let clock = setTimeout(endOnceFree, timeoutMs);
      const line = readPrint && openPrintLine(readPrint);
      const print = line && { print: line.port };
      try {
        const transferList = line ? [line.port] : [];
        return (await threads.run(
          { ...asked, guard, cores, ...print },
          { signal: end.signal, transferList },
        )) as Result<T>;
      } catch (error) {
        if (isTimeout(error)) return fail('STEP_TIMEOUT', `The limit is ${timeoutMs / 1000} s.`);
        if (isOutOfMemory(error)) return fail('STEP_OUT_OF_MEMORY');
        throw error;
      } finally {
        clearTimeout(clock);
        line?.close();
      }
    });
  }

  return {
    ingest: (bytes) => call<Ingested>({ kind: 'ingest', bytes }),
    decode: (task) => call<DecodedPage>({ kind: 'decode', task }),
    run: (task) => call<Digitized>({ kind: 'digitize', task }),
    runWithPage: (task, readPrint) => call<DigitizedPage>({ kind: 'digitizeWithPage', task }, readPrint),
    close: () => threads.destroy(),
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return (
    code === 'ERR_WORKER_OUT_OF_MEMORY' ||
    /array buffer allocation failed|invalid typed array length/i.test(error.message)
  );
}
