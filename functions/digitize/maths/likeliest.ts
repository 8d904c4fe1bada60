/** The likeliest of a few values, and how much likelier it is than the next (log-odds). */
export interface Likeliest {
  readonly value: number;
  readonly margin: number;
}

/** Of values with their log-likelihoods, the first on a tie. */
export function likeliest(values: readonly number[], logs: readonly number[]): Likeliest {
  const order = values.map((_, k) => k).sort((a, b) => (logs[b] as number) - (logs[a] as number));
  const [first = 0, second = first] = order;
  return { value: values[first] as number, margin: (logs[first] as number) - (logs[second] as number) };
}
