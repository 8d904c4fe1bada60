import { createHmac, timingSafeEqual } from 'node:crypto';

function signature(uploadId: string, expiresAtS: string, signingKey: Buffer): Buffer {
  return createHmac('sha256', signingKey).update(`PUT\n/uploads/${uploadId}\n${expiresAtS}`).digest();
}

/** The path and query of the one URL that an upload's bytes may be PUT to; good until the upload expires. */
export function signedUploadUrl(uploadId: string, expiresAt: Date, signingKey: Buffer): string {
  const expiresAtS = String(Math.floor(expiresAt.getTime() / 1000));
  const sig = signature(uploadId, expiresAtS, signingKey).toString('base64url');
  return `/uploads/${uploadId}?exp=${expiresAtS}&sig=${sig}`;
}

/** Whether the URL was signed here and for how long: `forged` before `expired`, so that nothing is told to a forger. */
export function checkUploadUrl(
  url: { readonly uploadId: string; readonly exp: string; readonly sig: string },
  signingKey: Buffer,
  nowMs: number,
): 'valid' | 'expired' | 'forged' {
  const given = Buffer.from(url.sig, 'base64url');
  const expected = signature(url.uploadId, url.exp, signingKey);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'forged';
  return Number(url.exp) * 1000 > nowMs ? 'valid' : 'expired';
}
