import { z } from 'zod';
import type { Upload } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { type Caller, requireRole } from './caller.ts';
import { once } from './idempotency.ts';
import type { RecordStore } from './record-store.ts';
import { transact } from './transact.ts';

/** What may be sent. */
export interface UploadLimits {
  readonly uploadMaxBytes: number;
  /** Seconds for which the promise stands. */
  readonly uploadTtlS: number;
}

/** The announcement of a file. */
export interface OpenUploadInput {
  readonly byteLength: number;
  /** Checked against the bytes when given. */
  readonly sha256?: string;
  readonly idempotencyKey?: string;
}

const announced = z.object({
  byteLength: z.number().int().min(0).max(2_147_483_647),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal digits')
    .toLowerCase()
    .optional(),
});

/**
 * Promises to receive one file. Answers the upload, whose bytes `receiveUpload` takes.
 * Problems: INPUT_INVALID, FILE_EMPTY, FILE_TOO_LARGE, IDEMPOTENCY_CONFLICT.
 */
export async function openUpload(
  record: RecordStore,
  caller: Caller,
  input: OpenUploadInput,
  limits: UploadLimits,
): Promise<Result<Upload>> {
  requireRole(caller, 'uploader');
  const given = announced.safeParse(input);
  if (!given.success)
    return fail('INPUT_INVALID', given.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
  const { byteLength, sha256 = null } = given.data;
  if (byteLength === 0) return fail('FILE_EMPTY');
  if (byteLength > limits.uploadMaxBytes) return fail('FILE_TOO_LARGE', `The limit is ${limits.uploadMaxBytes} bytes.`);
  const opened = await transact(record.db, (tx) =>
    once(tx, caller, input.idempotencyKey, { operation: 'openUpload', byteLength, sha256 }, async () => {
      const upload = await tx.upload.create({
        data: {
          tenantId: caller.tenantId,
          principalId: principalOf(caller),
          byteLength,
          sha256Declared: sha256,
          expiresAt: new Date(Date.now() + limits.uploadTtlS * 1000),
        },
      });
      return ok({ id: upload.id });
    }),
  );
  return opened.ok ? ok(await record.db.upload.findUniqueOrThrow({ where: { id: opened.value.id } })) : opened;
}

/** Uploads belong to somebody; the product itself acts under the nil id. */
export function principalOf(caller: Caller): string {
  return caller.principalId ?? '00000000-0000-0000-0000-000000000000';
}
