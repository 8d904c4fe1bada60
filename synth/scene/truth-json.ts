import { wholeLeads } from '../page/whole-leads.ts';
import type { PageTruth } from '../types.ts';
import type { Scene } from './render-scene.ts';

/** Samples as JSON has them, with so many digits: null where they are missing. */
export const rounded = (values: ArrayLike<number>, digits: number): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : Number(value.toFixed(digits))));

function signal(line: PageTruth['lines'][number], withPixels: boolean): object {
  return {
    lead: line.lead,
    startS: line.startS,
    gainMmPerMv: line.gainMmPerMv,
    mv: rounded(line.mv, 4),
    ...(withPixels ? { xPx: rounded(line.xPx, 2), yPx: rounded(line.yPx, 2) } : {}),
  };
}

/**
 * Truth of a scene as a plain object for a JSON file: `leads` and `rhythm` as `ecgraph digitize` answers them, `facts`
 * as `ecgraph read` does, boxes and quads in pixel-index coordinates; with `withPixels` every sample's place too.
 */
export function truthJson(scene: Scene, withPixels: boolean): object {
  const { lines, texts, pulses, ...rest } = scene.truth;
  const blocks = wholeLeads(lines);
  return {
    family: scene.family,
    seed: scene.seed,
    scenario: scene.scenario,
    ...rest,
    sampleRateHz: 500,
    leads: Object.fromEntries(blocks.map((line) => [line.lead, signal(line, withPixels)])),
    rhythm: lines.filter((line) => line.rhythm).map((line) => signal(line, withPixels)),
    labels: texts
      .filter((text) => text.role === 'lead-name')
      .map((text) => ({ lead: text.lead, quadPx: rounded(text.quadPx, 1) })),
    texts: texts
      .filter((text) => text.role === 'text')
      .map((text) => ({ text: text.text, facts: text.facts, quadPx: rounded(text.quadPx, 1) })),
    pulses: pulses.map((pulse) => ({ heightMv: pulse.heightMv, quadPx: rounded(pulse.quadPx, 1) })),
    beats: scene.ecg.truth.beats.map((beat) => ({ class: beat.class, rPeakS: Number(beat.qrs.peakS.toFixed(3)) })),
    scpCodes: scene.ecg.truth.scpCodes,
  };
}
