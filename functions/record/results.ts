import type { Digitized } from '../digitize/types.ts';
import type { Inferred } from '../infer/types.ts';
import type { Ingested } from '../ingest/types.ts';
import type { Measured } from '../measure/types.ts';
import type { PrintedField } from '../platform/database/generated/client.ts';
import type { FieldName, PrintedFacts } from '../read/types.ts';

/** Everything that the step *record* makes rows of. */
export interface StudyResults {
  readonly tenantId: string;
  readonly studyId: string;
  readonly revision: number;
  readonly ingested: Ingested;
  /** Null for a recording, like `printed`. */
  readonly digitized: Digitized | null;
  readonly printed: PrintedFacts | null;
  readonly measured: Measured;
  readonly inferred: Inferred;
  /** What persons set fields to. */
  readonly corrections: ReadonlyMap<FieldName, PrintedField>;
}
