import type { Readable } from 'node:stream';
import type { StoredBlob } from '../platform/blobs/types.ts';
import type { Upload } from '../platform/database/generated/client.ts';
import { fail, ok, type Result } from '../problems.ts';
import { type Caller, requireRole } from './caller.ts';
import { principalOf, type UploadLimits } from './open-upload.ts';
import type { RecordStore } from './record-store.ts';
import { storeSource } from './store-source.ts';

/**
 * Takes the bytes of an upload that was opened: streamed to the blobs, size and checksum verified, durable when it
 * answers. The same bytes again are fine. The tenant is the one that opened the upload; whoever calls this has checked
 * that the sender may (a signed URL).
 * Problems: NOT_FOUND, UPLOAD_EXPIRED, FILE_EMPTY, FILE_TOO_LARGE, UPLOAD_CHECKSUM_MISMATCH.
 */
export async function receiveUpload(
  record: RecordStore,
  uploadId: string,
  body: Readable,
): Promise<Result<StoredBlob>> {
  const upload = await record.db.upload.findUnique({ where: { id: uploadId }, include: { source: true } });
  if (!upload) return fail('NOT_FOUND');
  if (upload.expiresAt < new Date()) return fail('UPLOAD_EXPIRED');
  const received = await record.blobs.putStream(body, upload.byteLength);
  if (received === 'too-large') return fail('FILE_TOO_LARGE', `Announced were ${upload.byteLength} bytes.`);
  if (received.byteLength === 0) return fail('FILE_EMPTY');
  const expected = upload.source?.sha256 ?? upload.sha256Declared ?? received.sha256;
  if (received.byteLength !== upload.byteLength || received.sha256 !== expected) {
    return fail(
      'UPLOAD_CHECKSUM_MISMATCH',
      `Announced were ${upload.byteLength} bytes, received ${received.byteLength}.`,
    );
  }
  await record.db.$transaction(async (tx) => {
    const source = await storeSource(tx, upload.tenantId, received);
    await tx.upload.update({ where: { id: upload.id }, data: { sourceId: source.id, receivedAt: new Date() } });
  });
  return ok(received);
}

/**
 * Takes a file whose size is not known beforehand (a multipart request): opens an upload and receives it in one.
 * Problems: FILE_EMPTY, FILE_TOO_LARGE.
 */
export async function receiveFile(
  record: RecordStore,
  caller: Caller,
  body: Readable,
  limits: UploadLimits,
): Promise<Result<Upload>> {
  requireRole(caller, 'uploader');
  const received = await record.blobs.putStream(body, limits.uploadMaxBytes);
  if (received === 'too-large') return fail('FILE_TOO_LARGE', `The limit is ${limits.uploadMaxBytes} bytes.`);
  if (received.byteLength === 0) return fail('FILE_EMPTY');
  const upload = await record.db.$transaction(async (tx) => {
    const { tenantId } = caller;
    const source = await storeSource(tx, tenantId, received);
    const now = new Date();
    return tx.upload.create({
      data: {
        tenantId,
        principalId: principalOf(caller),
        byteLength: received.byteLength,
        sourceId: source.id,
        expiresAt: new Date(now.getTime() + limits.uploadTtlS * 1000),
        receivedAt: now,
      },
    });
  });
  return ok(upload);
}
