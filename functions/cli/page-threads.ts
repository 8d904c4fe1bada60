import { availableParallelism } from 'node:os';
import { createPagePool, type PagePool } from '../platform/page-pool.ts';

/**
 * Pages worked on at a time unless stated: each has two cores, since its print is read beside its traces and the network sees it with both. One a core is a sixth quicker in all, and each
 * takes more than half as long again and as much memory of its own.
 */
export const USUAL_PAGES = Math.ceil(availableParallelism() / 2);

/** Threads for so many files at a time; a file alone has all cores. */
export function pageThreads(jobs: number): PagePool {
  return createPagePool({ jobs, cores: availableParallelism() });
}

/** Recognisers that read all print of so many pages at a time: two a page while there are cores for them. */
export function recognisersFor(jobs: number): number {
  return Math.max(jobs, Math.min(2 * jobs, availableParallelism()));
}
