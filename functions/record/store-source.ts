import type { StoredBlob } from '../platform/blobs/types.ts';
import type { Transaction } from '../platform/database/client.ts';
import type { Source } from '../platform/database/generated/client.ts';

/** The tenant's row of stored bytes, made when there is none; the same bytes twice are one source. */
export async function storeSource(tx: Transaction, tenantId: string, blob: StoredBlob): Promise<Source> {
  await tx.source.createMany({ data: { tenantId, ...blob }, skipDuplicates: true });
  return tx.source.findUniqueOrThrow({ where: { tenantId_sha256: { tenantId, sha256: blob.sha256 } } });
}
