import sharp from 'sharp';
import { overlayPng, pagePng, redactedPage } from '../../export/step.ts';
import type { DecodedPage, MediaType, RasterPage } from '../../ingest/types.ts';
import type { Platform } from '../../platform/open-platform.ts';
import { createPagePool, type PagePool } from '../../platform/page-pool.ts';
import { fail, ok, type Result } from '../../problems.ts';
import type { Caller } from '../../record/caller.ts';
import { readSourceBytes } from '../../record/source-bytes.ts';
import { readStepOutput } from '../../record/step-output.ts';
import type { ShownStudy } from '../shown-study.ts';
import { blankedRegions } from './blanked-regions.ts';
import { createRecent } from './recent.ts';

/** Pixels of the decoded page: left, top, width, height. */
type Box = readonly number[];

/** A page as it was sent, or with everything blanked that says whose it is. */
export type Rendition = 'original' | 'redacted';

/**
 * Pictures of a study as PNG, made when first asked for. Redacted ones are refused with PAGE_NOT_REDACTED while the print of that
 * page is not read, and with TEXT_UNREADABLE where it cannot be.
 */
export interface StudyPictures {
  /** The page as decoded; NOT_FOUND for signal files and before *ingest* has looked. */
  page(caller: Caller, study: ShownStudy, rendition: Rendition): Promise<Result<Buffer>>;
  /** The page with the traced leads drawn on it; NOT_FOUND until digitized. */
  overlay(caller: Caller, study: ShownStudy, rendition: Rendition): Promise<Result<Buffer>>;
  /** A part of the page with a margin around it. */
  crop(caller: Caller, study: ShownStudy, box: Box, rendition: Rendition): Promise<Result<Buffer>>;
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

  async function decode(caller: Caller, study: ShownStudy): Promise<Result<DecodedPage>> {
    const stored = await readSourceBytes(platform, caller, study.sourceId);
    if (!stored?.source.pages || stored.source.mediaType === null) return fail('NOT_FOUND');
    const mediaType = stored.source.mediaType as MediaType;
    return openPool().decode({ bytes: stored.bytes, mediaType, pageIndex: study.page });
  }

  /** The pixels of the page in the rendition: never those of the original where they must be blanked and cannot. */
  async function rasterOf(caller: Caller, study: ShownStudy, rendition: Rendition): Promise<Result<RasterPage>> {
    // Before the decoding, which is for nothing when there is no redaction.
    const regions = rendition === 'redacted' ? await blankedRegions(platform, caller, study) : ok([]);
    if (!regions.ok) return regions;
    const decoded = await decode(caller, study);
    return decoded.ok ? ok(redactedPage(decoded.value.raster, regions.value)) : decoded;
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

  const page: StudyPictures['page'] = (caller, study, rendition) =>
    kept(`page/${caller.tenantId}/${pageTag(study, rendition)}`, async () => {
      const raster = await rasterOf(caller, study, rendition);
      return raster.ok ? ok(await pagePng(raster.value)) : raster;
    });

  return {
    page,
    overlay: (caller, study, rendition) =>
      kept(`overlay/${caller.tenantId}/${study.id}/${study.shownRevision}/${rendition}`, async () => {
        const key = { studyId: study.id, revision: study.shownRevision };
        const digitized = await readStepOutput(platform, caller, key, 'digitize');
        if (!digitized) return fail('NOT_FOUND');
        const raster = await rasterOf(caller, study, rendition);
        return raster.ok ? ok(Buffer.from(await overlayPng(raster.value, digitized))) : raster;
      }),
    crop: async (caller, study, box, rendition) => {
      const whole = await page(caller, study, rendition);
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

/** Names a picture of the page; what is blanked depends on the revision that read it. */
export function pageTag({ id, sourceId, page, shownRevision }: ShownStudy, rendition: Rendition): string {
  return rendition === 'original' ? `${sourceId}-${page}` : `${id}-${page}-${shownRevision}-redacted`;
}
