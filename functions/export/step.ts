export { findingsCsv, signalsCsv } from './csv.ts';
export { overlayPng } from './overlay.ts';
export { type ReportContent, reportPdf } from './report-pdf.ts';
export { type WfdbFiles, wfdbFiles } from './wfdb.ts';
