import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a run is, on standard error. */
export interface Progress {
  step(): void;
  stop(): void;
}

/** A bar when standard error is a terminal and there is more than one file; silent otherwise. */
export function startProgress(total: number): Progress {
  if (!process.stderr.isTTY || total < 2) return { step: () => {}, stop: () => {} };
  const format = '{bar} {value}/{total} files, {eta_formatted} left';
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
}
