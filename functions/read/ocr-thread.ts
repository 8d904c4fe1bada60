import { parentPort, workerData } from 'node:worker_threads';
import type { RecogniseAnswer, RecogniseCall } from './ocr-workers.ts';
import { openTesseract, type RecogniserKind } from './tesseract.ts';

/** A thread of ocr-workers.ts: opens one recogniser, says so, and answers calls one after the other. */
const tesseract = await openTesseract(workerData as RecogniserKind);
parentPort?.on('message', (call: RecogniseCall) => parentPort?.postMessage(answer(call)));
parentPort?.postMessage('open');

function answer({ picture, parameters }: RecogniseCall): RecogniseAnswer {
  try {
    return { tsv: tesseract.recognise(picture, parameters), heapBytes: tesseract.heapBytes() };
  } catch (failure) {
    return { failure };
  }
}
