import { Readable } from 'node:stream';
import type { Upload } from '../../functions/platform/database/generated/client.ts';
import type { Platform } from '../../functions/platform/open-platform.ts';
import type { Result } from '../../functions/problems.ts';
import type { Caller } from '../../functions/record/caller.ts';
import { receiveFile } from '../../functions/record/receive-upload.ts';

/** The value of a result; fails the test with the problem's code where there is none. */
export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`unexpected problem ${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

/** An upload that holds these bytes. */
export async function uploadBytes(platform: Platform, caller: Caller, bytes: string | Uint8Array): Promise<Upload> {
  return value(await receiveFile(platform, caller, Readable.from([Buffer.from(bytes)]), platform.config));
}
