import { readKeyFile } from '../platform/secret-file.ts';

/** The key that signs upload URLs and console sessions: 32 random bytes, made at the first start. All API processes of an installation share it. */
export function readSigningKey(file: string): Buffer {
  return readKeyFile(file);
}
