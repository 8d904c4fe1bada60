import sharp, { type Sharp } from 'sharp';
import { fail, ok, type Result } from '../problems.ts';
import { type IngestLimits, LONG_SIDE_PX } from './limits.ts';
import { pageFacts } from './page-size.ts';
import type { MediaType, PageFacts, RasterPage } from './types.ts';

const FORMATS: Partial<Record<MediaType, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpeg'],
  'image/tiff': ['tiff'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heif'],
};

/** A hostile progressive or interlaced file can keep a decoder busy for long; an honest one needs a second or two. */
const DECODE_LIMIT_S = 30;

// Pages are seen once: a cache of decoded operations would only hold memory.
sharp.cache(false);

/** Facts of every page of a PNG, JPEG, TIFF, WebP, GIF or HEIC file, from its headers alone; of moving pictures the first counts. */
export async function rasterFacts(
  bytes: Uint8Array,
  mediaType: MediaType,
  limits: IngestLimits,
): Promise<Result<PageFacts[]>> {
  const first = await pageHeader(bytes, mediaType, 0, limits);
  if (!first.ok) return first;
  const count = mediaType === 'image/tiff' ? first.value.pages : 1;
  if (count > limits.pages) return fail('TOO_MANY_PAGES', `It has ${count}, the limit is ${limits.pages}.`);
  const pages = [first.value.facts];
  for (let index = 1; index < count; index++) {
    const next = await pageHeader(bytes, mediaType, index, limits);
    if (!next.ok) return next;
    pages.push(next.value.facts);
  }
  return ok(pages);
}

/**
 * One page decoded to upright 8-bit sRGB: orientation applied, transparency on white, 16-bit, CMYK, grey and
 * palette pictures converted, long side at most 4500 px.
 */
export async function decodeRaster(
  bytes: Uint8Array,
  mediaType: MediaType,
  pageIndex: number,
  limits: IngestLimits,
): Promise<Result<RasterPage>> {
  const first = await pageHeader(bytes, mediaType, 0, limits);
  if (first.ok && pageIndex >= first.value.pages) return fail('PAGE_NOT_FOUND');
  const header = pageIndex === 0 ? first : await pageHeader(bytes, mediaType, pageIndex, limits);
  if (!header.ok) return header;
  const { facts } = header.value;
  try {
    const { data, info } = await open(bytes, pageIndex, limits)
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: LONG_SIDE_PX, height: LONG_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .timeout({ seconds: DECODE_LIMIT_S })
      .toBuffer({ resolveWithObject: true });
    const rgb =
      info.channels === 3 ? new Uint8Array(data.buffer, data.byteOffset, data.length) : spread(data, info.channels);
    return ok({ ...facts, widthPx: info.width, heightPx: info.height, rgb });
  } catch (error) {
    return readFailure(error, mediaType);
  }
}

function open(bytes: Uint8Array, page: number, limits: IngestLimits): Sharp {
  return sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', sequentialRead: true, page });
}

async function pageHeader(
  bytes: Uint8Array,
  mediaType: MediaType,
  pageIndex: number,
  limits: IngestLimits,
): Promise<Result<{ facts: PageFacts; pages: number }>> {
  try {
    // The pixel limit is checked below, where the sizes are known and can be told.
    const meta = await sharp(bytes, { limitInputPixels: false, sequentialRead: true, page: pageIndex }).metadata();
    if (!FORMATS[mediaType]?.includes(meta.format)) return fail('FILE_BROKEN');
    const turned = (meta.orientation ?? 1) >= 5;
    const [width, height] = turned ? [meta.height, meta.width] : [meta.width, meta.height];
    const facts = pageFacts(pageIndex, width, height, meta.density ?? null, limits);
    return facts.ok ? ok({ facts: facts.value, pages: meta.pages ?? 1 }) : facts;
  } catch (error) {
    return readFailure(error, mediaType);
  }
}

/** Grey pictures come with one channel where the colour conversion found nothing to do. */
function spread(data: Uint8Array, channels: number): Uint8Array {
  const count = data.length / channels;
  const rgb = new Uint8Array(count * 3);
  for (let i = 0; i < count; i++) {
    const from = i * channels;
    rgb[3 * i] = data[from] as number;
    rgb[3 * i + 1] = data[from + (channels > 2 ? 1 : 0)] as number;
    rgb[3 * i + 2] = data[from + (channels > 2 ? 2 : 0)] as number;
  }
  return rgb;
}

/** libvips says what went wrong in words only; the words never reach the caller. */
function readFailure<T>(error: unknown, mediaType: MediaType): Result<T> {
  const words = error instanceof Error ? error.message : '';
  if (/timeout/i.test(words)) return fail('STEP_TIMEOUT', `The limit is ${DECODE_LIMIT_S} s.`);
  if (/exceeds pixel limit/i.test(words)) return fail('IMAGE_TOO_LARGE');
  if (mediaType === 'image/heic') return fail('CODEC_MISSING');
  return fail('FILE_BROKEN');
}
