/** SHA-256 of a file, hexadecimal; null where the browser offers no cryptography (a plain-HTTP address other than localhost). */
export async function sha256Hex(file: File): Promise<string | null> {
  if (!window.isSecureContext) return null;
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
