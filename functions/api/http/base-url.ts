import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../../platform/config.ts';

/** The beginning of the URLs that a caller is handed: as configured, else as the caller itself reached this server. */
export function baseUrlOf(request: FastifyRequest, { publicUrl }: Config): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}

/** The same for a websocket, which has no request of the web framework. */
export function baseUrlOfSocket(request: IncomingMessage, { publicUrl }: Config): string {
  return publicUrl ?? `http://${request.headers.host ?? 'localhost'}`;
}
