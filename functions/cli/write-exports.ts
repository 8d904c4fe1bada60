import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findingsCsv, overlayPng, reportPdf, signalsCsv, wfdbFiles } from '../export/step.ts';
import type { Analysis } from './analysis.ts';

/** Writes overlay picture, CSV, WFDB and PDF under a name into the folder; returns the file names written. */
export async function writeExports(name: string, analysis: Analysis, dir: string): Promise<string[]> {
  const { raster, digitized, printed, inferred, signals, ageYears, sex } = analysis;
  const record = wfdbFiles(name, signals, { ageYears, sex });
  const quality = digitized?.quality ?? null;
  const report = { title: name, signals, printed, inferred, quality, madeAt: new Date() };
  const written: [string, Uint8Array][] = [
    [`${name}.csv`, signalsCsv(signals)],
    [`${name}.findings.csv`, findingsCsv(printed, inferred)],
    [record.headerName, record.header],
    [record.dataName, record.data],
    [`${name}.pdf`, await reportPdf(report)],
  ];
  if (raster !== null && digitized !== null)
    written.unshift([`${name}.overlay.png`, await overlayPng(raster, digitized)]);
  await mkdir(dir, { recursive: true });
  for (const [fileName, bytes] of written) await writeFile(join(dir, fileName), bytes);
  return written.map(([fileName]) => fileName);
}
