import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** The web console as built by `npm run build`. */
const CONSOLE_DIR = path.resolve(import.meta.dirname, '../../console/dist');
/** GraphiQL as built by `npm run build`. */
const GRAPHIQL_DIR = path.resolve(import.meta.dirname, '../graphiql/dist');

/** Names of built assets hold a hash of their content, so they never change; the pages that name them do. */
function keepAssets(reply: FastifyReply, file: string): void {
  const isAsset = file.includes(`${path.sep}assets${path.sep}`);
  reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/** The console at `/` and GraphiQL at `/graphiql/`: files only; whatever they show they ask the API for, as the person who signed in. */
export async function staticPages(app: FastifyInstance): Promise<void> {
  const options = { cacheControl: false, setHeaders: keepAssets } as const;
  await app.register(fastifyStatic, { ...options, root: GRAPHIQL_DIR, prefix: '/graphiql/', decorateReply: false });
  await app.register(fastifyStatic, { ...options, root: CONSOLE_DIR, wildcard: false });
  app.get('/graphiql', (_request, reply) => reply.redirect('/graphiql/', 308));

  // Addresses of the console such as /study/… are views of its one page.
  app.setNotFoundHandler((request, reply): FastifyReply => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (wantsPage) return reply.header('cache-control', 'no-cache').sendFile('index.html', CONSOLE_DIR);
    return reply
      .code(404)
      .send({ code: 'NOT_FOUND', message: 'There is nothing at this address.', hint: 'See /graphiql/ for the API.' });
  });
}
