/** A seeded source of numbers; equal seeds give equal sequences on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [from, to). */
  uniform(from: number, to: number): number;
  /** Whole number in [from, to], both ends possible. */
  integer(from: number, to: number): number;
  /** Standard normal. */
  normal(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the options; throws RangeError when there is none. */
  pick<T>(options: readonly T[]): T;
  /** An independent source for a named part, so that one part's draws never shift another's. */
  fork(name: string): Random;
}

/** Hash of a name to 32 bits (FNV-1a), to seed the parts of a scene. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Spreads a seed over the state words (splitmix32). */
function spread(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

/** Small fast counter generator with 128 bits of state (sfc32, Chris Doty-Humphrey, PractRand). */
export function seededRandom(seed: number): Random {
  const word = spread(seed);
  let a = word();
  let b = word();
  let c = word();
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) >>> 0) + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + sum) >>> 0;
    return sum / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  const uniform = (from: number, to: number): number => from + (to - from) * next();
  return {
    next,
    uniform,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (probability) => next() < probability,
    pick: (options) => {
      const chosen = options[Math.floor(next() * options.length)];
      if (chosen === undefined) throw new RangeError('nothing to pick from');
      return chosen;
    },
    fork: (name) => seededRandom((hashName(name) ^ Math.imul(seed, 0x9e3779b1)) >>> 0),
  };
}
