import type { FastifyInstance } from 'fastify';
import { ConfigError } from './config-error.ts';

/** What keeps a server from an address that it was told to listen on. */
const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there: stop it, or choose another port (0 takes a free one)',
  EACCES: 'this user may not: choose a port above 1023',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no host of that name',
};

/** Listens, and returns the URL that clients on this machine reach it by. Throws ConfigError where the address cannot be had. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const why = WHY[(error as NodeJS.ErrnoException).code ?? ''];
    if (why === undefined) throw error;
    throw new ConfigError(`cannot listen on port ${port} of ${host}; ${why}`, { cause: error });
  }
}
