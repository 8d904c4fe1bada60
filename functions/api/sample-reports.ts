import { createReadStream, globSync } from 'node:fs';
import path from 'node:path';
import type { Platform } from '../platform/open-platform.ts';
import type { Caller } from '../record/caller.ts';
import { receiveFile } from '../record/receive-upload.ts';
import { submitReport } from '../record/submit-report.ts';

/** The synthetic reports of the repository. */
const SAMPLES_DIR = path.resolve(import.meta.dirname, '../../synth/samples');

/** Sends the sample reports like anybody's, so that a first visit to the console finds analysed studies. Returns how many there are. */
export async function sendSampleReports(platform: Platform, caller: Caller): Promise<number> {
  const files = globSync('*.{png,jpg,pdf,tif}', { cwd: SAMPLES_DIR }).sort();
  for (const file of files) {
    const upload = await receiveFile(platform, caller, createReadStream(path.join(SAMPLES_DIR, file)), platform.config);
    if (!upload.ok) throw new Error(`a sample report was refused: ${upload.problem.code}`);
    const report = { site: 'Sample reports', idempotencyKey: `sample/${file}` };
    const submitted = await submitReport(platform, caller, { uploadId: upload.value.id, report });
    if (!submitted.ok) throw new Error(`a sample report was refused: ${submitted.problem.code}`);
  }
  return files.length;
}
