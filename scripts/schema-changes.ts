import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges } from 'graphql';

/** What a client of the old contract would trip over with the new one, in words; empty when every old operation still works. */
export function breakingChanges(oldSdl: string, newSdl: string): string[] {
  return findBreakingChanges(buildSchema(oldSdl), buildSchema(newSdl)).map((change) => change.description);
}

/** `node scripts/schema-changes.ts [REF]`: compares schema.graphql with the one of a git revision; status 1 where something breaks. */
if (import.meta.main) {
  const revision = process.argv[2] ?? 'HEAD';
  const before = execFileSync('git', ['show', `${revision}:schema.graphql`], { encoding: 'utf8' });
  const changes = breakingChanges(before, readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
  for (const change of changes) console.log(change);
  process.exitCode = changes.length > 0 ? 1 : 0;
}
