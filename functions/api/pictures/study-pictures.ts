import sharp from 'sharp';
import { overlayPng } from '../../export/step.ts';
import type { MediaType } from '../../ingest/types.ts';
import type { Platform } from '../../platform/open-platform.ts';
import { createPagePool, type PagePool } from '../../platform/page-pool.ts';
import { fail, ok, type Result } from '../../problems.ts';
import type { Caller } from '../../record/caller.ts';
import { readSourceBytes } from '../../record/source-bytes.ts';
import { readStepOutput } from '../../record/step-output.ts';
import type { ShownStudy } from '../shown-study.ts';
import { createRecent } from './recent.ts';

/** Pixels of the decoded page: left, top, width, height. */
type Box = readonly number[];

/** Pictures of a study as PNG, made when first asked for. */
export interface StudyPictures {
  /** The page as decoded; NOT_FOUND for signal files and before *ingest* has looked. */
  page(caller: Caller, study: ShownStudy): Promise<Result<Buffer>>;
  /** The page with the traced leads drawn on it; NOT_FOUND until digitized. */
  overlay(caller: Caller, study: ShownStudy): Promise<Result<Buffer>>;
  /** A part of the page with a margin around it. */
  crop(caller: Caller, study: ShownStudy, box: Box): Promise<Result<Buffer>>;
  close(): Promise<void>;
}

const KEPT_BYTES = 96_000_000;
/** Room around a crop, so that a reader sees what stands beside it. */
const MARGIN_PX = 12;

/** Opens the picture maker. Pages are decoded in a thread of their own, with the limits of the page pool. */
export function createStudyPictures(platform: Platform): StudyPictures {
  const { stepTimeoutS, pageThreadMb } = platform.config;
  let pool: PagePool | null = null;
  // Started with the first picture: an API that only takes files needs no thread.
  const openPool = () => {
    pool ??= createPagePool({
      jobs: 1,
      memoryMb: pageThreadMb,
      timeoutMs: stepTimeoutS * 1000,
      taskModule: new URL('./decode-task.ts', import.meta.url),
    });
    return pool;
  };
  const recent = createRecent(KEPT_BYTES);

  async function decode(caller: Caller, study: ShownStudy) {
    const stored = await readSourceBytes(platform, caller, study.sourceId);
    if (!stored?.source.pages || stored.source.mediaType === null) return fail('NOT_FOUND');
    const mediaType = stored.source.mediaType as MediaType;
    return openPool().decode({ bytes: stored.bytes, mediaType, pageIndex: study.page });
  }

  async function kept(key: string, make: () => Promise<Result<Buffer>>): Promise<Result<Buffer>> {
    let refused: Result<Buffer> = fail('NOT_FOUND');
    const picture = await recent.get(key, async () => {
      const made = await make();
      if (!made.ok) refused = made;
      return made.ok ? made.value : null;
    });
    return picture ? ok(picture) : refused;
  }

  const page: StudyPictures['page'] = (caller, study) =>
    kept(`page/${caller.tenantId}/${study.sourceId}/${study.page}`, async () => {
      const decoded = await decode(caller, study);
      if (!decoded.ok) return decoded;
      const { rgb, widthPx: width, heightPx: height } = decoded.value.raster;
      return ok(
        await sharp(rgb, { raw: { width, height, channels: 3 } })
          .png({ compressionLevel: 4 })
          .toBuffer(),
      );
    });

  return {
    page,
    overlay: (caller, study) =>
      kept(`overlay/${caller.tenantId}/${study.id}/${study.shownRevision}`, async () => {
        const digitized = await readStepOutput(
          platform,
          caller,
          { studyId: study.id, revision: study.shownRevision },
          'digitize',
        );
        if (!digitized) return fail('NOT_FOUND');
        const decoded = await decode(caller, study);
        if (!decoded.ok) return decoded;
        return ok(Buffer.from(await overlayPng(decoded.value.raster, digitized)));
      }),
    crop: async (caller, study, box) => {
      const whole = await page(caller, study);
      if (!whole.ok) return whole;
      const [x = 0, y = 0, width = 0, height = 0] = box;
      const picture = sharp(whole.value);
      const size = await picture.metadata();
      const left = Math.min(Math.max(0, Math.floor(x - MARGIN_PX)), size.width - 1);
      const top = Math.min(Math.max(0, Math.floor(y - MARGIN_PX)), size.height - 1);
      const region = {
        left,
        top,
        width: Math.max(1, Math.min(Math.ceil(width + 2 * MARGIN_PX), size.width - left)),
        height: Math.max(1, Math.min(Math.ceil(height + 2 * MARGIN_PX), size.height - top)),
      };
      return ok(await picture.extract(region).png().toBuffer());
    },
    close: async () => pool?.close(),
  };
}
