import { open } from 'node:fs/promises';
import { sniff } from '../ingest/sniff.ts';
import type { MediaType } from '../ingest/types.ts';

const SIGNAL_TYPES: readonly (MediaType | null)[] = [
  'application/x-wfdb',
  'application/dicom',
  'application/hl7-aecg+xml',
  'application/x-philips-sierra+xml',
];
const LOOKED_AT_BYTES = 4096;

/** Whether the file is a recording (WFDB, DICOM, aECG, Sierra XML or a line of `digitize --jsonl`) rather than a page. False when it cannot be opened. */
export async function isSignalFile(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(new Uint8Array(LOOKED_AT_BYTES), 0, LOOKED_AT_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    return SIGNAL_TYPES.includes(sniff(start)) || Buffer.from(start).toString('latin1').trimStart().startsWith('{');
  } catch (error) {
    // Whoever opens it next says why it cannot be opened.
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
}
