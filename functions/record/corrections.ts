import type { Database, Transaction } from '../platform/database/client.ts';
import type { PrintedField } from '../platform/database/generated/client.ts';
import type { FieldName } from '../read/types.ts';
import { fieldNamed } from './correctable-fields.ts';
import type { RevisionKey } from './study-parts.ts';

/** What persons set fields to, up to and including a revision: of each field the latest. */
export async function correctionsOf(
  db: Database | Transaction,
  tenantId: string,
  { studyId, revision }: RevisionKey,
): Promise<Map<FieldName, PrintedField>> {
  const rows = await db.printedField.findMany({
    where: { tenantId, studyId, revision: { lte: revision }, source: 'edited' },
    orderBy: { revision: 'asc' },
  });
  return new Map(
    rows.flatMap((row) => {
      const name = fieldNamed(row.name);
      return name ? [[name, row] as const] : [];
    }),
  );
}
