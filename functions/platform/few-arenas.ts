/**
 * glibc keeps freed memory in up to eight arenas a core, which threads that decode, read and recognise pages fill one after the other. Two hold a seventh less and cost
 * no time (`docs/performance.md`).
 */
const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' };

/** Begins this process anew with few arenas for its memory, since glibc reads their number once; does nothing where that was set, or where the system or Node.js has no such thing. */
export function withFewArenas(): void {
  const isSet = process.env['MALLOC_ARENA_MAX'] !== undefined;
  // A parent that listens on a channel would lose it.
  if (isSet || process.platform !== 'linux' || process.execve === undefined || process.send !== undefined) return;
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...process.env,
    ...FEW_ARENAS,
  });
}
