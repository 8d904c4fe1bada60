import type { Waveform } from '../platform/database/generated/client.ts';
import type { RecordStore } from './record-store.ts';
import { decodeWaveform, type StoredWaveform } from './waveform-code.ts';

export type { StoredTrace, StoredWaveform } from './waveform-code.ts';

/** The samples of a waveform's row. Throws when the blob is missing or broken. */
export async function readWaveform(
  record: Pick<RecordStore, 'blobs'>,
  waveform: Pick<Waveform, 'blobSha256'>,
): Promise<StoredWaveform> {
  return decodeWaveform(await record.blobs.get(waveform.blobSha256));
}
