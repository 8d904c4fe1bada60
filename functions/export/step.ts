export { findingsCsv, signalsCsv } from './csv.ts';
export { cropField, type FieldCrop } from './field-crop.ts';
export { overlayPng } from './overlay.ts';
export { pagePdf, pagePng } from './page-files.ts';
export { redactedPage } from './redacted-page.ts';
export { type ReportContent, reportPdf } from './report-pdf.ts';
export { type WfdbFiles, wfdbFiles } from './wfdb.ts';
