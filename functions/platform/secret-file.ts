import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A key of 32 random bytes in such a file, in hexadecimal. All processes of an installation share it. Throws where the file holds anything else. */
export function readKeyFile(file: string): Buffer {
  const key = Buffer.from(createSecretFile(file, () => randomBytes(32).toString('hex')).trim(), 'hex');
  if (key.length !== 32) throw new Error(`${path.basename(file)} does not hold 32 bytes in hexadecimal`);
  return key;
}

/**
 * Reads a small file that only its owner may read, made from `make` when it is missing. Processes that start together
 * agree on one content: it is written aside and linked into place, and the link of the second one fails.
 */
export function createSecretFile(file: string, make: () => string): string {
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true });
    const partial = `${file}.${randomBytes(4).toString('hex')}`;
    writeFileSync(partial, make(), { mode: 0o600, flag: 'wx', flush: true });
    try {
      linkSync(partial, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(partial, { force: true });
    }
  }
  return readFileSync(file, 'utf8');
}
