import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/open-platform.ts';

type Check = () => Promise<unknown>;

async function isWell(check: Check): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}

/**
 * `/healthz`: the process answers. `/readyz`: it can do its work; names what is missing, with status 503. Both are open
 * to anyone and say nothing about data.
 */
export async function healthRoutes(
  app: FastifyInstance,
  { platform, models }: { platform: Platform; models: readonly unknown[] },
) {
  const checks: Readonly<Record<string, Check>> = {
    database: () => platform.db.$queryRaw`SELECT 1`,
    blobs: () => platform.blobs.check(),
    models: async () => {
      if (models.length === 0) throw new Error('no model in the repository');
    },
  };
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await isWell(check)] as const),
    );
    const ready = results.every(([, well]) => well);
    return reply.code(ready ? 200 : 503).send({ ready, checks: Object.fromEntries(results) });
  });
}
