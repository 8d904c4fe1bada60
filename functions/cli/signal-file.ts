import { basename, dirname, join } from 'node:path';
import { ingest } from '../ingest/step.ts';
import type { SignalRecording } from '../ingest/types.ts';
import type { LeadSignals } from '../measure/types.ts';
import { fail, ok, type Result } from '../problems.ts';
import { signalsFromDigitizeLine } from './digitize-line.ts';
import { openFile } from './open-file.ts';
import { twelveRows } from './twelve-rows.ts';

/** A recording ready for *measure* and *infer*. */
export interface SignalFile {
  readonly signals: LeadSignals;
  readonly ageYears: number | null;
  readonly sex: SignalRecording['sex'];
  /** How sure the digitizer was of it; 1 for recordings. */
  readonly quality: number;
}

/** Reads a recording (WFDB with its data files, DICOM, aECG, Sierra XML), or a file that holds a line of `ecgraph digitize --jsonl`. */
export async function openSignalFile(path: string): Promise<Result<SignalFile>> {
  const bytes = await openFile(path);
  if (!bytes.ok) return bytes;
  const start = Buffer.from(bytes.value.subarray(0, 16)).toString('latin1').trimStart();
  if (start.startsWith('{')) return signalsFromDigitizeLine(Buffer.from(bytes.value).toString('utf8'));
  const ingested = await ingest(bytes.value, undefined, async (name) => {
    const data = await openFile(join(dirname(path), basename(name)), 500_000_000);
    if (!data.ok) throw Object.assign(new Error('no data file'), { code: 'ENOENT' });
    return data.value;
  });
  if (!ingested.ok) return ingested;
  if (ingested.value.kind !== 'signal') return fail('SIGNAL_UNREADABLE', 'It is a picture: use `ecgraph analyze`.');
  const { recording } = ingested.value;
  const signals = twelveRows(recording);
  return signals.ok
    ? ok({ signals: signals.value, ageYears: recording.ageYears, sex: recording.sex, quality: 1 })
    : signals;
}
