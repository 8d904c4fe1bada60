import { open } from 'node:fs/promises';
import { sniff } from '../ingest/sniff.ts';

/** Whether the file is a recording (WFDB header or a line of `digitize --jsonl`) rather than a page. False when it cannot be opened. */
export async function isSignalFile(path: string): Promise<boolean> {
  try {
    await using file = await open(path);
    const { buffer, bytesRead } = await file.read(new Uint8Array(1024), 0, 1024, 0);
    const start = buffer.subarray(0, bytesRead);
    return sniff(start) === 'application/x-wfdb' || Buffer.from(start).toString('latin1').trimStart().startsWith('{');
  } catch (error) {
    // Whoever opens it next says why it cannot be opened.
    if (error instanceof Error && 'syscall' in error) return false;
    throw error;
  }
}
