import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { PageGeometry, PenInk, PrintedCalibration } from '../digitize/types.ts';
import type { DecodedPage } from '../ingest/types.ts';

/** Reads speed and gain off a page's print, outside the thread that reads its traces. */
export type ReadPagePrint = (
  page: DecodedPage,
  geometry: PageGeometry,
  pen: PenInk | null,
) => Promise<PrintedCalibration>;

/** What a call's thread asks through its port. */
export interface PrintQuestion {
  readonly page: DecodedPage;
  readonly geometry: PageGeometry;
  readonly pen: PenInk | null;
}

/** A line from a call's thread to what reads print. */
export interface PrintLine {
  /** The thread's end. */
  readonly port: MessagePort;
  /** Ends the line. Throws what reading the print threw. */
  close(): void;
}

/** Opens a line on which a thread may ask for the print of its page; a page whose print cannot be read prints nothing. */
export function openPrintLine(read: ReadPagePrint): PrintLine {
  const { port1: own, port2: port } = new MessageChannel();
  let failure: { readonly error: unknown } | null = null;
  own.on('message', async ({ page, geometry, pen }: PrintQuestion) => {
    let printed: PrintedCalibration = {};
    try {
      printed = await read(page, geometry, pen);
    } catch (error) {
      failure = { error };
    }
    own.postMessage(printed);
  });
  return {
    port,
    close: () => {
      own.close();
      if (failure !== null) throw failure.error;
    },
  };
}

/** Asks for the print of a page, in its thread. */
export function askForPrint(port: MessagePort, question: PrintQuestion): Promise<PrintedCalibration> {
  return new Promise((resolve) => {
    port.once('message', resolve);
    port.postMessage(question);
  });
}
