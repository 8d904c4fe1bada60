import { LEADS } from '../../leads.ts';
import { nullWhereMissing } from '../resolvers/thin-trace.ts';
import type { ExportContent } from './export-content.ts';

/** A study in one JSON object: its facts, the twelve leads in mV (missing samples null), and what each step found. */
export function studyJson({ study, signals, digitized, printed, measured, inferred }: ExportContent): Uint8Array {
  const content = {
    study: {
      id: study.id,
      revision: study.shownRevision,
      state: study.state,
      acquiredAt: study.acquiredAt?.toISOString().slice(0, 19) ?? null,
      ageYears: study.ageYears,
      sex: study.sex,
      orderNumber: study.orderNumber,
      site: study.site,
    },
    signals: {
      sampleRateHz: signals.sampleRateHz,
      leads: Object.fromEntries(LEADS.map((lead) => [lead, nullWhereMissing(signals.leads[lead])])),
    },
    page: digitized && {
      layout: digitized.layout,
      calibration: digitized.calibration,
      quality: digitized.quality,
    },
    fields: printed?.fields ?? null,
    measured: measured && { global: measured.global, leads: measured.leads, beats: measured.beats },
    inferred: inferred && {
      detection: inferred.detection,
      anomalies: inferred.localization.spans,
      diagnoses: inferred.diagnoses,
      beats: inferred.beats,
      outsideIntendedUse: inferred.outsideIntendedUse,
      models: inferred.models,
    },
  };
  return Buffer.from(JSON.stringify(content));
}
