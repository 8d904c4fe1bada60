import { type FileHandle, link, mkdir, open, rm, utimes } from 'node:fs/promises';
import path from 'node:path';

/** Syncs a folder, so that a name just made in it survives a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder below `root` and syncs every level that was new. */
async function makeFolder(root: string, folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let level = path.dirname(folder); level.length >= root.length; level = path.dirname(level))
    await syncFolder(level);
}

/**
 * Gives a written temporary file its final name: file synced, name linked, folder synced. When it returns, the file is
 * there whole, even after a power cut; before, the name does not exist at all. A file that exists is kept and counts as
 * stored now.
 */
export async function publishFile(handle: FileHandle, temporary: string, file: string, root: string): Promise<void> {
  await handle.sync();
  await makeFolder(root, path.dirname(file));
  await link(temporary, file).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    const now = new Date();
    await utimes(file, now, now);
  });
  await syncFolder(path.dirname(file));
  await rm(temporary, { force: true });
}
