import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, problem } from '../../problems.ts';
import type { Caller } from '../../record/caller.ts';
import { noteView } from '../../record/read-study.ts';
import { fieldsOf } from '../../record/study-parts.ts';
import type { ApiServices } from '../context.ts';
import { studyExport } from '../exports/study-export.ts';
import { createStudyPictures } from '../pictures/study-pictures.ts';
import { readShownStudy, type ShownStudy } from '../shown-study.ts';
import { sendProblem } from './problem-reply.ts';
import { callerOf, identifyRequest, requirePermission } from './request-identity.ts';
import { sendTagged, type TaggedContent } from './tagged-reply.ts';

type Look = 'study.viewed' | 'study.exported';
type StudyRequest = FastifyRequest<{
  Params: { readonly id: string; readonly name?: string };
  Querystring: { readonly page?: unknown };
}>;

/**
 * Pictures and exports of studies under `/studies/:id/`, with the caller's key or session, for those who may read
 * studies: `page.png`, `overlay.png`, `fields/:name.png`, `export.csv`, `export.zip` (WFDB), `export.pdf`, `export.json`.
 */
export async function studyFileRoutes(app: FastifyInstance, services: ApiServices): Promise<void> {
  const { platform } = services;
  const pictures = createStudyPictures(platform);
  app.addHook('onClose', () => pictures.close());
  app.addHook('onRequest', identifyRequest(services));
  app.addHook('preHandler', requirePermission('study.read'));

  const serve =
    (content: (caller: Caller, study: ShownStudy, name: string) => TaggedContent | null, look: Look = 'study.viewed') =>
    async (request: StudyRequest, reply: FastifyReply) => {
      const caller = callerOf(request);
      const shown = await readShownStudy(platform, caller, request.params.id);
      const study = shown && { ...shown, page: askedPage(request) ?? shown.page };
      const found = study && content(caller, study, request.params.name ?? '');
      if (!found) return sendProblem(reply, problem('NOT_FOUND'));
      await noteView(platform, caller, study.id, look);
      return sendTagged(request, reply, found);
    };

  app.get(
    '/studies/:id/page.png',
    serve((caller, study) => ({
      tag: `page-${study.sourceId}-${study.page}`,
      contentType: 'image/png',
      make: () => pictures.page(caller, study),
    })),
  );

  app.get(
    '/studies/:id/overlay.png',
    serve((caller, study) => ({
      tag: `overlay-${study.id}-${study.shownRevision}`,
      contentType: 'image/png',
      make: () => pictures.overlay(caller, study),
    })),
  );

  app.get(
    '/studies/:id/fields/:name.png',
    serve((caller, study, name) => ({
      tag: `field-${study.id}-${study.shownRevision}-${Buffer.from(name).toString('base64url')}`,
      contentType: 'image/png',
      make: async () => {
        const [fields] = await fieldsOf(platform, caller, [{ studyId: study.id, revision: study.shownRevision }]);
        const field = fields?.find((each) => each.name === name);
        return Array.isArray(field?.box) ? pictures.crop(caller, study, field.box as number[]) : fail('NOT_FOUND');
      },
    })),
  );

  app.get(
    '/studies/:id/export.:name',
    serve((caller, study, ending) => studyExport(ending, platform, caller, study), 'study.exported'),
  );
}

/** Another page of the source than the study reads, for stating which it shall read: `page.png?page=2`. */
function askedPage({ query, routeOptions }: StudyRequest): number | null {
  const { page } = query;
  const isAsked =
    routeOptions.url?.endsWith('/page.png') === true && typeof page === 'string' && /^\d{1,3}$/.test(page);
  return isAsked ? Number(page) : null;
}
