import { open } from 'node:fs/promises';
import type { Random } from './random.ts';
import { recordedEcg } from './recorded.ts';
import type { Ecg } from './types.ts';

const LEADS = 8;
const SAMPLES = 5000;

/** Real recordings to be drawn. */
export interface Recordings {
  readonly count: number;
  /** Recording `seed` modulo their number. */
  ecg(seed: number, random: Random): Promise<Ecg>;
  close(): Promise<void>;
}

/** Opens a file of raw little-endian int16 microvolts [n, 8 leads I II V1–V6, 5000] at 500 Hz. */
export async function openRecordings(path: string): Promise<Recordings> {
  const file = await open(path);
  const bytes = LEADS * SAMPLES * Int16Array.BYTES_PER_ELEMENT;
  const count = Math.floor((await file.stat()).size / bytes);
  return {
    count,
    async ecg(seed, random) {
      const samples = new Int16Array(LEADS * SAMPLES);
      await file.read(samples, 0, bytes, (seed % count) * bytes);
      return recordedEcg(samples, random);
    },
    close: () => file.close(),
  };
}
