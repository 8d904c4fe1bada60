const BRIDGED_GAP_S = 0.05;
const SHORTEST_RUN_S = 0.5;

/** A stretch of a lead without missing samples; `first` is its first sample on the recording's clock. */
export interface Run {
  readonly first: number;
  readonly samples: Float64Array;
}

/**
 * The stretches of a lead that hold samples, at least 0.5 s each. Gaps (NaN) of up to 50 ms inside a stretch are
 * drawn straight; longer ones part it.
 */
export function validRuns(lead: Float32Array, sampleRateHz: number): Run[] {
  const longestGap = BRIDGED_GAP_S * sampleRateHz;
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  const close = () => {
    if (from >= 0 && last + 1 - from >= SHORTEST_RUN_S * sampleRateHz) {
      runs.push({ first: from, samples: bridged(lead, from, last + 1) });
    }
  };
  for (let i = 0; i < lead.length; i++) {
    if (Number.isNaN(lead[i])) continue;
    if (from < 0 || i - last - 1 > longestGap) {
      close();
      from = i;
    }
    last = i;
  }
  close();
  return runs;
}

function bridged(lead: Float32Array, from: number, to: number): Float64Array {
  const samples = new Float64Array(to - from);
  let known = 0;
  for (let i = 0; i < samples.length; i++) {
    const value = lead[from + i] as number;
    if (Number.isNaN(value)) continue;
    samples[i] = value;
    const start = samples[known] as number;
    for (let j = known + 1; j < i; j++) samples[j] = start + ((value - start) * (j - known)) / (i - known);
    known = i;
  }
  return samples;
}

/** The samples mirrored through their end points, `pad` of them (at most their number less one) on either side. */
export function oddExtension(samples: Float64Array, pad: number): { extended: Float64Array; pad: number } {
  const n = samples.length;
  const reach = Math.min(pad, n - 1);
  const extended = new Float64Array(n + 2 * reach);
  extended.set(samples, reach);
  const head = 2 * (samples[0] as number);
  const tail = 2 * (samples[n - 1] as number);
  for (let i = 1; i <= reach; i++) {
    extended[reach - i] = head - (samples[i] as number);
    extended[reach + n - 1 + i] = tail - (samples[n - 1 - i] as number);
  }
  return { extended, pad: reach };
}
