import { LEADS } from '../leads.ts';
import type { BlobStore } from '../platform/blobs/types.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import type { StudyResults } from './results.ts';
import { encodeWaveform, type StoredWaveform } from './waveform-code.ts';

type WaveformRow = Prisma.WaveformCreateManyInput;

/** Stores the samples of a study's waveform and answers the row that describes them. */
export async function waveformRow(blobs: BlobStore, results: StudyResults): Promise<WaveformRow> {
  const { tenantId, studyId, revision, digitized } = results;
  const waveform = waveformOf(results);
  const { sha256 } = await blobs.put(await encodeWaveform(waveform));
  const ends = [...waveform.leads, ...waveform.rhythm].map(
    ({ startS, mv }) => startS + mv.length / waveform.sampleRateHz,
  );
  return {
    tenantId,
    studyId,
    revision,
    blobSha256: sha256,
    sampleRateHz: waveform.sampleRateHz,
    layout: digitized?.layout ?? null,
    durationS: Math.max(0, ...ends),
    leads: waveform.leads.map(({ lead }) => lead),
    speedMmPerS: digitized?.calibration.speedMmPerS ?? null,
    gainMmPerMv: digitized?.calibration.gainMmPerMv ?? null,
    qualityScore: digitized?.quality.score ?? null,
    qualityReasons: [...(digitized?.quality.reasons ?? [])],
    leadQuality: { ...digitized?.quality.leads },
  };
}

function waveformOf({ ingested, digitized }: StudyResults): StoredWaveform {
  if (digitized) {
    return {
      sampleRateHz: digitized.sampleRateHz,
      leads: LEADS.flatMap((lead) => {
        const trace = digitized.leads[lead];
        return trace ? [{ lead, startS: trace.startS, mv: trace.mv }] : [];
      }),
      rhythm: digitized.rhythm.map(({ lead, startS, mv }) => ({ lead, startS, mv })),
    };
  }
  if (ingested.kind !== 'signal') throw new Error('a page without its leads');
  const { recording } = ingested;
  const leads = LEADS.flatMap((lead) => {
    const mv = recording.leads[lead];
    return mv ? [{ lead: lead as string, startS: 0, mv }] : [];
  });
  const others = Object.entries(recording.others).map(([lead, mv]) => ({ lead, startS: 0, mv }));
  return { sampleRateHz: recording.sampleRateHz, leads: [...leads, ...others], rhythm: [] };
}
