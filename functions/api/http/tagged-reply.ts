import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '../../problems.ts';
import { sendProblem } from './problem-reply.ts';

/** Content as it was made, and what it is. */
export interface TaggedContent {
  /** Changes when the content does. */
  readonly tag: string;
  readonly contentType: string;
  /** Makes a browser save the content under this name. */
  readonly downloadName?: string;
  readonly make: () => Promise<Result<Uint8Array>>;
}

/** Whether the caller holds this version already. Tags come quoted, in a list, or marked weak. */
function holds(request: FastifyRequest, etag: string): boolean {
  const given = request.headers['if-none-match'] ?? '';
  return given.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

/** Answers with content that only the caller's own cache may keep; makes nothing for a caller that has it already. */
export async function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  content: TaggedContent,
): Promise<FastifyReply> {
  const etag = `"${content.tag}"`;
  reply.headers({ etag, 'cache-control': 'private, no-cache', vary: 'authorization, cookie, x-api-key' });
  if (holds(request, etag)) return reply.code(304).send();
  const made = await content.make();
  if (!made.ok) return sendProblem(reply.removeHeader('etag').header('cache-control', 'no-store'), made.problem);
  if (content.downloadName) reply.header('content-disposition', `attachment; filename="${content.downloadName}"`);
  return reply.type(content.contentType).send(made.value);
}
