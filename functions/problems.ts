/**
 * Every expected failure of the product, once: its code, what to tell the caller, and what the caller can do.
 * A Problem is a value, not an exception: stages return it, the worker stores it, the API and the command line
 * answer with it. Messages never hold patient data, file contents or paths.
 */
const CATALOGUE = {
  // ingest
  FILE_EMPTY: ['The file holds no bytes.', 'Send the file again; the transfer may have been cut.'],
  FILE_UNREADABLE: ['The file cannot be opened.', 'Check its name and that you may read it.'],
  FILE_TOO_LARGE: ['The file is larger than the limit.', 'Send a file below the limit, for example a 300-dpi scan.'],
  FILE_TYPE_UNSUPPORTED: [
    'The file is of no type that is read here.',
    'Send PNG, JPEG, TIFF, WebP, GIF, BMP, PDF, or a signal file such as WFDB.',
  ],
  FILE_BROKEN: ['The file is damaged or cut short and cannot be decoded.', 'Export or scan the report again.'],
  FILE_ENCRYPTED: ['The file is protected by a password.', 'Remove the protection and send it again.'],
  FILE_ACTIVE_CONTENT: [
    'The document carries scripts or commands.',
    'Print it to a plain PDF or a picture and send that.',
  ],
  IMAGE_TOO_LARGE: ['The picture has more pixels than the limit.', 'Send it at 300 dpi or less.'],
  IMAGE_TOO_SMALL: ['The picture is too small to hold a readable ECG.', 'Scan it at 100 dpi or more.'],
  TOO_MANY_PAGES: ['The document has more pages than the limit.', 'Split it into one document a report.'],
  PAGE_NOT_FOUND: ['The document has no page of that number.', 'Ask for a page that exists.'],
  DECOMPRESSION_LIMIT: ['The file unpacks to far more than its size.', 'Send an ordinary scan of the report.'],
  CODEC_MISSING: ['This installation has no decoder for the picture format.', 'Convert it to PNG or JPEG.'],
  SIGNAL_UNREADABLE: ['The signal file cannot be read.', 'Check that the header and its data files belong together.'],
  // digitize
  GRID_NOT_FOUND: [
    'No ECG grid and no other scale was found on the page.',
    'Send a sharper or straighter picture, or state the calibration.',
  ],
  LAYOUT_NOT_FOUND: [
    'The arrangement of leads on the page was not recognised.',
    'State the layout, or send a complete page.',
  ],
  TRACE_NOT_FOUND: [
    'No ECG trace was found on the page.',
    'Check that the page is an ECG and that the trace is visible.',
  ],
  // read
  TEXT_UNREADABLE: [
    'Too little of the print on the page could be read to say whom it names.',
    'Send a sharper or larger picture, or blank it by hand.',
  ],
  // what a person states about a page
  LAYOUT_UNKNOWN: ['There is no layout of that name.', 'State one of the names known.'],
  LEAD_UNKNOWN: ['There is no lead of that name.', 'State one of the names known.'],
  LEAD_TWICE: ['A lead has two boxes.', 'Mark the long strip as rhythm, or leave one of the boxes out.'],
  BOX_OUTSIDE_PAGE: [
    'A box reaches beyond the page.',
    'State boxes in pixels of the page as its picture shows it, from the top left corner.',
  ],
  NO_PAGE: ['The study is a recording and has no page.', 'Correct its fields instead.'],
  // measure, infer
  SIGNAL_TOO_SHORT: ['The recording is shorter than 2.5 seconds.', 'Send a longer recording.'],
  SIGNAL_EMPTY: ['No lead of the recording holds samples.', 'Check the recording.'],
  MODEL_UNAVAILABLE: ['A model could not be loaded or its checksum differs.', 'Run `ecgraph doctor`.'],
  // any step
  STEP_TIMEOUT: [
    'The step took longer than its limit and was stopped.',
    'Retry; if it happens again, send the page at a lower resolution.',
  ],
  STEP_OUT_OF_MEMORY: [
    'The step needed more memory than its limit and was stopped.',
    'Send the page at a lower resolution.',
  ],
  INTERNAL: ['The step failed unexpectedly.', 'Retry; quote the request id if it happens again.'],
  // serve
  PAGE_NOT_REDACTED: [
    'The page is not blanked yet, so it is shown to none but those who may know whose it is.',
    'Wait until its print was read, or ask someone with the role signer.',
  ],
  NOT_FOUND: ['Nothing of that id is visible to you.', 'Check the id and the tenant of your key.'],
  UPLOAD_EXPIRED: ['The upload is past its time.', 'Create a new upload.'],
  UPLOAD_INCOMPLETE: ['The upload holds no bytes yet.', 'PUT the file to the upload URL first.'],
  UPLOAD_CHECKSUM_MISMATCH: ['The bytes received differ from the checksum announced.', 'Send the file again.'],
  IDEMPOTENCY_CONFLICT: [
    'The idempotency key was used before with another request.',
    'Use a fresh key for a new request.',
  ],
  STEP_NOT_RETRYABLE: ['The step is not in a state that can be retried.', 'Only failed steps can be retried.'],
  STALE_REVISION: ['The study has changed since you read it.', 'Read the study again and repeat your change.'],
  INPUT_INVALID: ['The input is not valid.', 'See the message and correct the input.'],
} as const;

/** The code of an expected failure. */
export type ProblemCode = keyof typeof CATALOGUE;

/** All codes, in the order of the catalogue. */
export const PROBLEM_CODES = Object.keys(CATALOGUE) as ProblemCode[];

/** An expected failure: code, one sentence, what the caller can do. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
  /** What the caller may choose from, likeliest first: layouts to state, where the page's was not recognised. */
  readonly candidates?: readonly string[];
}

/** Problems of a page that go away when a person states how to read it: the study waits for one instead of failing. */
const WAITS_FOR_A_PERSON: ReadonlySet<ProblemCode> = new Set(['GRID_NOT_FOUND', 'LAYOUT_NOT_FOUND']);

/** Whether a study with this problem needs a person's review rather than another try. */
export function waitsForAPerson(code: ProblemCode): boolean {
  return WAITS_FOR_A_PERSON.has(code);
}

/** Either a value or the expected failure that stood in its way. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Makes the problem of a code. `detail` (numbers and limits only, never content) is added to the message. */
export function problem(code: ProblemCode, detail?: string, candidates?: readonly string[]): Problem {
  const [message, hint] = CATALOGUE[code];
  return {
    code,
    message: detail === undefined ? message : `${message} ${detail}`,
    hint,
    ...(candidates === undefined ? {} : { candidates }),
  };
}

/** A successful result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A failed result. */
export function fail<T = never>(code: ProblemCode, detail?: string, candidates?: readonly string[]): Result<T> {
  return { ok: false, problem: problem(code, detail, candidates) };
}

/** Thrown where a value of a closed union was not handled: a bug, never an input's fault. */
export class UnreachableCaseError extends Error {
  constructor(value: never) {
    super(`unhandled case of type ${typeof value}`);
  }
}
