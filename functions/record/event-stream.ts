import type { Event } from '../platform/database/generated/client.ts';
import type { Caller } from './caller.ts';
import { eventsAfter, latestEventId } from './events.ts';
import type { RecordStore } from './record-store.ts';

/** Which events, and from where on. Without `after`: those that happen once the database has told the last id, soon after the call. */
export interface EventStreamOptions {
  readonly studyId?: string;
  readonly after?: bigint;
  readonly signal?: AbortSignal;
}

/** Looked for this often even when nothing was announced. */
const REASSURANCE_MS = 15_000;

const PAGE = 200;

/**
 * The tenant's events as they happen, in order, each once, none left out. It ends when the signal is aborted or when
 * the consumer returns; both at once, also while it waits.
 */
export function eventStream(
  record: RecordStore,
  caller: Caller,
  options: EventStreamOptions = {},
): AsyncIterableIterator<Event> {
  const bell = openBell(record, caller, options);
  const start = options.after === undefined ? latestEventId(record, caller) : Promise.resolve(options.after);
  // Whoever never asks for the first event shall not end the process with an unhandled rejection.
  start.catch(() => undefined);
  const events = follow(record, caller, options.studyId, start, bell);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => events.next(),
    return: () => {
      bell.close();
      return events.return(undefined);
    },
    throw: (error) => {
      bell.close();
      return events.throw(error);
    },
  };
}

async function* follow(
  record: RecordStore,
  caller: Caller,
  studyId: string | undefined,
  start: Promise<bigint>,
  bell: Bell,
): AsyncGenerator<Event, undefined> {
  try {
    let last = await start;
    while (!bell.isClosed()) {
      const rung = bell.next();
      const page = await eventsAfter(record, caller, { after: last, first: PAGE, ...(studyId ? { studyId } : {}) });
      for (const event of page) {
        if (bell.isClosed()) return;
        last = event.id;
        yield event;
      }
      if (page.length < PAGE) await rung;
    }
  } finally {
    bell.close();
  }
}

/** Rings when something of interest may have happened. */
interface Bell {
  /** Resolves at the first ring after this call, or at the close. */
  next(): Promise<void>;
  isClosed(): boolean;
  close(): void;
}

function openBell(record: RecordStore, caller: Caller, { studyId, signal }: EventStreamOptions): Bell {
  let closed = false;
  let ring: () => void = () => undefined;
  let rung = Promise.resolve();
  const renew = () => {
    rung = new Promise((resolve) => {
      ring = resolve;
    });
  };
  renew();
  const unsubscribe = record.notifications.subscribe((payload) => {
    if (payload === null || concerns(payload, caller.tenantId, studyId)) ring();
  });
  const timer = setInterval(() => ring(), REASSURANCE_MS).unref();
  const close = () => {
    if (closed) return;
    closed = true;
    clearInterval(timer);
    unsubscribe();
    signal?.removeEventListener('abort', close);
    ring();
  };
  signal?.addEventListener('abort', close, { once: true });
  if (signal?.aborted) close();
  return {
    next: () => {
      if (!closed) renew();
      return rung;
    },
    isClosed: () => closed,
    close,
  };
}

function concerns(payload: string, tenantId: string, studyId: string | undefined): boolean {
  const announced: unknown = JSON.parse(payload);
  if (typeof announced !== 'object' || announced === null) return false;
  const { tenantId: tenant, studyId: study } = announced as { tenantId?: unknown; studyId?: unknown };
  return tenant === tenantId && (studyId === undefined || study === studyId);
}
