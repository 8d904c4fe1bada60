import type { Database } from '../platform/database/client.ts';

/** The addresses of all blobs that rows of any tenant name. */
export async function referencedBlobs(db: Database): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ sha256: string }[]>`
    SELECT "sha256" FROM "Source"
    UNION SELECT "outputSha256" FROM "StepRun" WHERE "outputSha256" IS NOT NULL
    UNION SELECT "blobSha256" FROM "Waveform"`;
  return new Set(rows.map((row) => row.sha256));
}

/** Whether any row names the blob. */
export async function isReferenced(db: Database, sha256: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM "Source" WHERE "sha256" = ${sha256}
    UNION ALL SELECT 1 FROM "StepRun" WHERE "outputSha256" = ${sha256}
    UNION ALL SELECT 1 FROM "Waveform" WHERE "blobSha256" = ${sha256} LIMIT 1`;
  return rows.length > 0;
}
