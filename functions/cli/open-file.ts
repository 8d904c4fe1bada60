import { open } from 'node:fs/promises';
import { DEFAULT_INGEST_LIMITS } from '../ingest/limits.ts';
import { fail, ok, type Result } from '../problems.ts';

/** The bytes of a file; FILE_TOO_LARGE before reading it, FILE_UNREADABLE when it cannot be opened. */
export async function openFile(path: string, limitBytes = DEFAULT_INGEST_LIMITS.bytes): Promise<Result<Uint8Array>> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > limitBytes) return fail('FILE_TOO_LARGE', `It has ${size} bytes, the limit is ${limitBytes}.`);
    return ok(await file.readFile());
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return fail('FILE_UNREADABLE');
    throw error;
  }
}
