/**
 * Time of one ECG through both networks, preprocessing included, one thread a pass:
 *
 *     node bench/models/speed.ts [RECORDINGS]
 *
 * Prints wall-clock and processor milliseconds (the latter mean the same on a busy machine).
 */
import { fileURLToPath } from 'node:url';
import { loadInferenceRuntime } from '../../functions/infer/runtime.ts';
import { infer } from '../../functions/infer/step.ts';
import { measure } from '../../functions/measure/step.ts';
import { synthesise } from '../../synth/synthesise.ts';

const count = Number(process.argv[2] ?? 30);
const models = await loadInferenceRuntime({ modelsDir: fileURLToPath(new URL('../../models', import.meta.url)) });
const recordings = Array.from({ length: count }, (_, i) => {
  const signals = { sampleRateHz: 500, leads: synthesise({ seed: i, durationS: 10 }).leads };
  const measured = measure(signals);
  if (!measured.ok) throw new Error(measured.problem.code);
  return { signals, measured: measured.value, ageYears: 60, sex: 'male' as const };
});
await infer(recordings[0]!, models);
const wall: number[] = [];
const processor: number[] = [];
for (const recording of recordings) {
  const [before, started] = [process.cpuUsage(), performance.now()];
  await infer(recording, models);
  wall.push(performance.now() - started);
  const used = process.cpuUsage(before);
  processor.push((used.user + used.system) / 1000);
}
const quantile = (values: number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))];
const line = (values: number[]) =>
  `p50 ${quantile(values, 0.5)?.toFixed(1)} ms, p95 ${quantile(values, 0.95)?.toFixed(1)} ms`;
process.stdout.write(`n=${count}  wall ${line(wall)}  processor ${line(processor)}\n`);
await models.close();
