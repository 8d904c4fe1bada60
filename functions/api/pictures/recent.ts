/** Remembers what was made last, up to a number of bytes; made once even when asked for twice at the same time. */
export interface Recent {
  get(key: string, make: () => Promise<Buffer | null>): Promise<Buffer | null>;
}

/** Keeps at most `maxBytes` of what was made, the latest used the longest. What failed or was null is not kept. */
export function createRecent(maxBytes: number): Recent {
  const kept = new Map<string, Buffer>();
  const underway = new Map<string, Promise<Buffer | null>>();
  let keptBytes = 0;

  function keep(key: string, made: Buffer): void {
    kept.set(key, made);
    keptBytes += made.byteLength;
    for (const [oldest, bytes] of kept) {
      if (keptBytes <= maxBytes) break;
      kept.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  }

  return {
    async get(key, make) {
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const making = underway.get(key) ?? make().finally(() => underway.delete(key));
      underway.set(key, making);
      const made = await making;
      if (made && !kept.has(key)) keep(key, made);
      return made;
    },
  };
}
