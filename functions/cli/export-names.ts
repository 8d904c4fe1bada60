import { basename, extname } from 'node:path';

/** A name for each file's exports: its own without the extension, numbered where two files share it. */
export function exportNames(files: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const file of new Set(files)) {
    const stem = basename(file, extname(file));
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    names.set(file, name);
  }
  return names;
}
