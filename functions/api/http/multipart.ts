import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import { z } from 'zod';
import type { StoredFile } from './stored-file.ts';

/** A GraphQL request as Apollo takes it. */
export interface GraphqlBody {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables: Record<string, unknown>;
}

/** Why a multipart request was not taken; a sentence for the sender. */
export class MultipartError extends Error {}

const operations = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()),
});
const fileMap = z.record(z.string(), z.tuple([z.string().regex(/^variables\.\w+$/)]));

function parseJson<T>(schema: z.ZodType<T>, text: string | undefined, part: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    throw new MultipartError(`The part "${part}" is missing or is no JSON; it comes before the file.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MultipartError(`The part "${part}" does not describe one operation with one file in one variable.`);
}

/**
 * Reads a request of the GraphQL multipart request specification: the parts `operations`, `map`, then exactly one file
 * for exactly one variable. The file streams to `store` before anything is executed, so that no operation runs on half
 * a file and none can refer to a file twice. Throws MultipartError for anything else.
 */
export async function readMultipart(
  request: IncomingMessage,
  store: (body: Readable, operation: GraphqlBody) => Promise<StoredFile>,
): Promise<GraphqlBody> {
  const fields = new Map<string, string>();
  let operation: GraphqlBody | null = null;
  let stored: Promise<void> = Promise.resolve();

  const takeFile = async (partName: string, body: Readable) => {
    const described = parseJson(operations, fields.get('operations'), 'operations');
    const map = parseJson(fileMap, fields.get('map'), 'map');
    const [path, ...others] = Object.entries(map).map(([name, [target]]) => ({ name, target }));
    if (path?.name !== partName || others.length > 0)
      throw new MultipartError('The part "map" must name the one file.');
    const variable = path.target.slice('variables.'.length);
    const file = await store(body, described);
    operation = { ...described, variables: { ...described.variables, [variable]: file } };
    return file;
  };

  await new Promise<void>((resolve, reject) => {
    let parser: busboy.Busboy;
    try {
      parser = busboy({
        headers: request.headers,
        limits: { files: 1, fields: 2, parts: 4, fieldSize: 1_000_000, fieldNameSize: 100, headerPairs: 20 },
      });
    } catch {
      throw new MultipartError('The request is no multipart form.');
    }
    // Also ends a file that is being stored, so that half of one is never waited for.
    const stop = () => {
      request.unpipe(parser);
      request.resume();
      parser.destroy();
    };
    const fail = (error: unknown) => {
      stop();
      reject(error);
    };
    parser.on('field', (name, value, info) => {
      if (info.valueTruncated) fail(new MultipartError(`The part "${name.slice(0, 20)}" is too large.`));
      else fields.set(name, value);
    });
    parser.on('file', (name, body) => {
      // Whoever reads the file hears of its early end; where nobody reads it, the error must not end the process.
      body.on('error', () => undefined);
      stored = takeFile(name, body).then((file) => {
        if (file.upload.ok) return;
        // A refused file is answered at once; the sender need not send the rest of it.
        stop();
        resolve();
      }, fail);
    });
    parser.on('filesLimit', () => fail(new MultipartError('One file a request.')));
    parser.on('partsLimit', () => fail(new MultipartError('One file a request.')));
    parser.on('error', () => fail(new MultipartError('The multipart form is broken.')));
    parser.on('close', () => resolve());
    request.on('aborted', () => fail(new MultipartError('The request was cut.')));
    request.pipe(parser);
  });
  await stored;
  if (operation === null) throw new MultipartError('The request holds no file.');
  return operation;
}
