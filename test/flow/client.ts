import { createHash } from 'node:crypto';

/** An answer of the GraphQL endpoint with its HTTP status. */
export interface Answer {
  readonly status: number;
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the operation selects
  readonly data: any;
  readonly errors: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[] | undefined;
  readonly extensions: Record<string, unknown> | undefined;
}

/** A client as an integrator would write it: plain fetch. */
export interface Client {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  graphql(query: string, variables?: object): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

/** A client of a server with these headers (an API key, or none). */
export function clientOf(url: string, headers: Record<string, string> = {}): Client {
  return {
    url,
    headers,
    graphql: async (query, variables = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as object) } as Answer;
    },
    get: (path, more = {}) => fetch(new URL(path, url), { headers: { ...headers, ...more } }),
  };
}

/** A client that sends a key. */
export function clientWithKey(url: string, key: string): Client {
  return clientOf(url, { authorization: `Bearer ${key}` });
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const PROBLEM = '... on Problem { code message hint }';

/** Announces a file; answers with the ticket or the problem. */
export async function createUpload(client: Client, input: object) {
  const answer = await client.graphql(
    `mutation($input: CreateUploadInput!) { createUpload(input: $input) {
      __typename ... on UploadTicket { id url expiresAt headers { name value } } ${PROBLEM} } }`,
    { input },
  );
  return answer.data.createUpload;
}

/** PUTs bytes to a ticket's URL, without any key. */
export function put(url: string, bytes: Uint8Array): Promise<Response> {
  return fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
}

/** Submits an upload; answers with the submission or the problem. */
export async function submitReport(client: Client, uploadId: string, report: object = {}) {
  const answer = await client.graphql(
    `mutation($input: SubmitReportInput!) { submitReport(input: $input) {
      __typename ... on Submission { duplicate study { id state revision } } ${PROBLEM} } }`,
    { input: { uploadId, report } },
  );
  return answer.data.submitReport;
}

/** The whole way of a file to a study: announce, PUT, submit. */
export async function sendReport(client: Client, bytes: Uint8Array, report: object = {}) {
  const ticket = await createUpload(client, { byteLength: bytes.byteLength, sha256: sha256Of(bytes) });
  const received = await put(ticket.url, bytes);
  if (!received.ok) throw new Error(`PUT answered ${received.status} ${await received.text()}`);
  return submitReport(client, ticket.id, report);
}

const SETTLED = ['needs_review', 'preliminary', 'failed'];

/** Asks every `pollMs` until a worker is done with the study; answers with its state and problem. */
export async function untilSettled(client: Client, studyId: string, limitMs = 60_000, pollMs = 50) {
  const until = Date.now() + limitMs;
  for (;;) {
    const { data } = await client.graphql(
      'query($id: ID!) { study(id: $id) { id state problem { code message hint } steps { step state } } }',
      { id: studyId },
    );
    if (SETTLED.includes(data.study.state)) return data.study;
    if (Date.now() > until) throw new Error(`study is still ${data.study.state} after ${limitMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
