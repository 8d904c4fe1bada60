import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encodePgm } from './pgm.ts';

/** What a recogniser is opened with: the neural one of lines, or the older one that matches letter shapes. */
export type RecogniserKind = 'lines' | 'shapes';

/** Tesseract with one set of data, in the thread that opened it. */
export interface Tesseract {
  /** The words of a picture as a table of tab-separated values, read under `parameters`. Throws where Tesseract does; it is of no use then. */
  recognise(picture: GreyPicture, parameters: Readonly<Record<string, string>>): string;
  /** Size of its memory, which grows with the largest pictures and never shrinks. */
  heapBytes(): number;
}

/** A grey picture, 255 is paper. */
interface GreyPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly grey: Uint8Array;
}

/** The part of the WASM build's interface that is used here. */
interface Core {
  readonly FS: { writeFile(path: string, data: Uint8Array): void };
  readonly TessBaseAPI: new () => {
    Init(path: null, language: string, engine: number): number;
    SetVariable(name: string, value: string): boolean;
    SetImageFile(exifOrientation: number, angleRad: number): number;
    Recognize(monitor: null): number;
    GetTSVText(): string;
  };
}

type OpenCore = (options: {
  readonly instantiateWasm: (imports: WebAssembly.Imports, receive: (instance: WebAssembly.Instance) => void) => void;
}) => Promise<Core>;

/** Data, engine and build of either recogniser; the builds for relaxed vector instructions are the fastest, and Node 24 runs them. */
const KINDS = {
  lines: { data: '4.0.0_best_int', engine: 1, build: 'tesseract-core-relaxedsimd-lstm' },
  shapes: { data: '4.0.0', engine: 0, build: 'tesseract-core-relaxedsimd' },
} as const;

// Print is always dark here: by default every line that reads badly is read a second time with black and white exchanged.
const STANDING_PARAMETERS = {
  user_defined_dpi: '300',
  debug_file: '/dev/null',
  tessedit_do_invert: '0',
  invert_threshold: '0',
} as const;

/**
 * Opens Tesseract on the English data that the installation holds; nothing is fetched from anywhere. The WASM build is called
 * without the package around it, whose messages, saved parameters and reports cost 11 % of the processor. Throws when the
 * data cannot be loaded.
 */
export async function openTesseract(kind: RecogniserKind): Promise<Tesseract> {
  const { data, engine, build } = KINDS[kind];
  const require = createRequire(import.meta.url);
  const packed = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), data, 'eng.traineddata.gz');
  const module = await WebAssembly.compile(await readFile(require.resolve(`tesseract.js-core/${build}.wasm`)));
  let memory: WebAssembly.Memory | undefined;
  const core = await (require(`tesseract.js-core/${build}`) as OpenCore)({
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(module, imports);
      memory = Object.values(instance.exports).find((one) => one instanceof WebAssembly.Memory);
      receive(instance);
    },
  });
  core.FS.writeFile('/eng.traineddata', gunzipSync(await readFile(packed)));
  const api = new core.TessBaseAPI();
  if (api.Init(null, 'eng', engine) !== 0) throw new Error('the data of the recogniser cannot be loaded');
  for (const [name, value] of Object.entries(STANDING_PARAMETERS)) api.SetVariable(name, value);
  return {
    recognise({ grey, widthPx, heightPx }, parameters) {
      for (const [name, value] of Object.entries(parameters)) api.SetVariable(name, value);
      core.FS.writeFile('/input', encodePgm(grey, widthPx, heightPx));
      if (api.SetImageFile(1, 0) === 1) throw new Error('the recogniser cannot decode the picture');
      api.Recognize(null);
      return api.GetTSVText();
    },
    heapBytes: () => memory?.buffer.byteLength ?? 0,
  };
}
