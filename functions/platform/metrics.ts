import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { JobQueue } from './queue/types.ts';

/** What `/metrics` shows. Labels hold step names, states and problem codes only. */
export interface Metrics {
  readonly registry: Registry;
  readonly stepSeconds: Histogram<'step' | 'state'>;
  readonly problems: Counter<'step' | 'code'>;
  readonly uploadsReceived: Counter;
  readonly bytesReceived: Counter;
}

/** Makes the metrics of one process in a registry of their own, so that several can live in one test process. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    stepSeconds: new Histogram({
      name: 'ecgraph_step_seconds',
      help: 'Duration of a step of a study.',
      labelNames: ['step', 'state'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 2, 4, 8, 16, 32, 64, 128],
      registers,
    }),
    problems: new Counter({
      name: 'ecgraph_step_problems_total',
      help: 'Steps that ended with a problem, by code.',
      labelNames: ['step', 'code'],
      registers,
    }),
    uploadsReceived: new Counter({ name: 'ecgraph_uploads_total', help: 'Files received.', registers }),
    bytesReceived: new Counter({ name: 'ecgraph_upload_bytes_total', help: 'Bytes received.', registers }),
  };
}

/** Shows the jobs of the queue by state, counted at each scrape: what an autoscaler of workers looks at. */
export function showQueue({ registry }: Pick<Metrics, 'registry'>, queue: Pick<JobQueue, 'counts'>): void {
  new Gauge({
    name: 'ecgraph_queue_jobs',
    help: 'Jobs of the queue by state.',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
}
