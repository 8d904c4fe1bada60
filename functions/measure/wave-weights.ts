import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** One convolution: weights [outputs][inputs][taps], then a bias an output. */
export interface NetworkLayer {
  readonly outputs: number;
  readonly inputs: number;
  readonly taps: number;
  readonly dilation: number;
  readonly weights: Float32Array;
}

const LAYERS = ['c0', 'c1', 'c2', 'c3', 'c4', 'd2', 'd1', 'd0', 'out'] as const;

/** The layers of the wave network by name. */
export type WaveWeights = Readonly<Record<(typeof LAYERS)[number], NetworkLayer>>;

interface StoredLayer {
  readonly outputs: number;
  readonly inputs: number;
  readonly taps: number;
  readonly dilation: number;
  readonly base64: string;
}

interface StoredModel {
  readonly version: string;
  readonly sha256: string;
  readonly layers: Readonly<Record<string, StoredLayer>>;
}

let loaded: WaveWeights | undefined;

/**
 * The weights in models/delineate/1/model.json, read once. Throws when the file is missing, a layer lacks, or its
 * checksum differs: an installation fault, not an input's.
 */
export function waveWeights(): WaveWeights {
  loaded ??= loadWaveWeights(new URL('../../models/delineate/1/model.json', import.meta.url));
  return loaded;
}

/** Reads and checks a weights file; throws as `waveWeights` does. */
export function loadWaveWeights(url: URL): WaveWeights {
  const model = JSON.parse(readFileSync(url, 'utf8')) as StoredModel;
  const sum = createHash('sha256');
  for (const layer of Object.values(model.layers)) sum.update(layer.base64);
  if (sum.digest('hex') !== model.sha256) throw new Error('the checksum of models/delineate differs');
  return Object.fromEntries(
    LAYERS.map((name) => {
      const layer = model.layers[name];
      if (layer === undefined) throw new Error(`models/delineate has no layer ${name}`);
      const bytes = Uint8Array.from(Buffer.from(layer.base64, 'base64'));
      return [name, { ...layer, weights: new Float32Array(bytes.buffer) }];
    }),
  ) as unknown as WaveWeights;
}
