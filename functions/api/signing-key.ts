import { randomBytes } from 'node:crypto';
import { createSecretFile } from '../platform/secret-file.ts';

/** The key that signs upload URLs and console sessions: 32 random bytes, made at the first start. All API processes of an installation share it. */
export function readSigningKey(file: string): Buffer {
  const key = Buffer.from(createSecretFile(file, () => randomBytes(32).toString('hex')).trim(), 'hex');
  if (key.length !== 32) throw new Error('the signing key file does not hold 32 bytes in hexadecimal');
  return key;
}
