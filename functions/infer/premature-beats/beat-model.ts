import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DISEASE_RULES } from './disease-rules.ts';
import { FEATURES } from './features.ts';
import type { ShareModel } from './patient-share.ts';

/** A table of weights, row after row, then a bias a row where there is one. */
export interface Layer {
  readonly outputs: number;
  readonly inputs: number;
  /** Taps of a convolution; 1 for a plain table. */
  readonly taps: number;
  readonly weights: Float32Array;
}

/** The trained classifier as models/training/apc.py exports it. */
export interface BeatModel {
  readonly version: string;
  /** How the waveform is enhanced before the classifier compares it. */
  readonly enhancement: 'none' | 'hard' | 'soft';
  readonly layers: Readonly<Record<string, Layer>>;
  /** Added to the logarithms of N, S, V, Q before the largest decides. */
  readonly decision: readonly number[];
  /** Taken from the score of S where a beat cannot be a premature atrial one. */
  readonly impossiblePenalty: number;
  readonly patientShare: ShareModel;
  /** Platt's line from the logit of S to the logit of its frequency in the training recordings. */
  readonly calibration: { readonly slope: number; readonly offset: number };
}

interface StoredModel extends Omit<BeatModel, 'layers'> {
  readonly sha256: string;
  readonly features: readonly string[];
  readonly rules: unknown;
  readonly layers: Readonly<
    Record<
      string,
      { readonly outputs: number; readonly inputs: number; readonly taps: number; readonly base64: string }
    >
  >;
}

let loaded: BeatModel | undefined;

/** The model in models/apc, read once. Throws as `loadBeatModel` does. */
export function beatModel(): BeatModel {
  loaded ??= loadBeatModel(new URL('../../../models/apc/1/model.json', import.meta.url));
  return loaded;
}

/** Reads a model; throws when its checksum differs, or its features or rules are not those of this code. */
export function loadBeatModel(url: URL): BeatModel {
  const stored = JSON.parse(readFileSync(url, 'utf8')) as StoredModel;
  const sum = createHash('sha256');
  for (const layer of Object.values(stored.layers)) sum.update(layer.base64);
  if (sum.digest('hex') !== stored.sha256) throw new Error('the checksum of models/apc differs');
  if (stored.features.join() !== FEATURES.join()) throw new Error('models/apc was trained on other features');
  if (JSON.stringify(stored.rules) !== JSON.stringify(DISEASE_RULES)) throw new Error('models/apc has other rules');
  const { version, enhancement, decision, calibration, impossiblePenalty, patientShare } = stored;
  const layers = Object.fromEntries(
    Object.entries(stored.layers).map(([name, { outputs, inputs, taps, base64 }]) => {
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
      return [name, { outputs, inputs, taps, weights: new Float32Array(bytes.buffer) }];
    }),
  );
  return { version, enhancement, decision, calibration, impossiblePenalty, patientShare, layers };
}
