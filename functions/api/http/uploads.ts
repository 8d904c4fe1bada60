import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { fail, problem } from '../../problems.ts';
import { receiveUpload } from '../../record/receive-upload.ts';
import { checkUploadUrl } from '../auth/upload-signature.ts';
import type { ApiServices } from '../context.ts';
import { sendProblem, sendUnauthenticated } from './problem-reply.ts';

const url = z.object({ id: z.uuid(), exp: z.string().regex(/^\d{1,12}$/), sig: z.string().max(100) });

/**
 * `PUT /uploads/:id?exp&sig`: streams the body to the blob store, checked against the announced size and checksum.
 * The signature is the authority, as with a presigned S3 URL; the bytes belong to the tenant that asked for it.
 */
export async function uploadRoutes(app: FastifyInstance, { platform, signingKey }: ApiServices): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  app.put<{ Params: { id: string }; Querystring: Record<string, string> }>('/uploads/:id', async (request, reply) => {
    const given = url.safeParse({ ...request.params, ...request.query });
    if (!given.success) return sendUnauthenticated(reply);
    const { id, exp, sig } = given.data;
    const verdict = checkUploadUrl({ uploadId: id, exp, sig }, signingKey, Date.now());
    if (verdict === 'forged') return sendUnauthenticated(reply);
    if (verdict === 'expired') return sendProblem(reply, problem('UPLOAD_EXPIRED'));
    const received = request.body ? await receiveUpload(platform, id, request.raw) : fail('FILE_EMPTY');
    if (!received.ok) return sendProblem(reply, received.problem);
    return reply.code(201).send(received.value);
  });
}
