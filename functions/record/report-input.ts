import { z } from 'zod';

const shortText = z.string().trim().min(1).max(200);

/** What a sender may state about a report beside its bytes. */
export const reportInput = z.strictObject({
  recordNumber: shortText.optional(),
  orderNumber: shortText.optional(),
  site: shortText.optional(),
  /** 0 (routine) to 3 (read now). */
  acuity: z.number().int().min(0).max(3).optional(),
  /** The page that holds the ECG, from 0; found where it is not stated. */
  page: z.number().int().min(0).max(999).optional(),
  /** Make a new study even where one of the same bytes exists. */
  allowDuplicate: z.boolean().optional(),
  idempotencyKey: z.string().optional(),
});

export type ReportInput = z.input<typeof reportInput>;
