import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, problem } from '../../problems.ts';
import type { Caller } from '../../record/caller.ts';
import { type Look, noteView } from '../../record/read-study.ts';
import { fieldsOf } from '../../record/study-parts.ts';
import { mayKnowIdentity } from '../auth/policy.ts';
import type { ApiServices } from '../context.ts';
import { studyExport } from '../exports/study-export.ts';
import { createStudyPictures, pageTag, type Rendition } from '../pictures/study-pictures.ts';
import { readShownStudy, type ShownStudy } from '../shown-study.ts';
import { sendProblem } from './problem-reply.ts';
import { callerOf, identifyRequest, requirePermission } from './request-identity.ts';
import { sendTagged, type TaggedContent } from './tagged-reply.ts';

type StudyRequest = FastifyRequest<{
  Params: { readonly id: string; readonly name?: string };
  Querystring: { readonly page?: unknown; readonly redacted?: unknown };
}>;

/** What a route serves of a study: which picture or export, and how the look is noted. */
type Serving = (
  request: StudyRequest,
  caller: Caller,
  study: ShownStudy,
) => { content: TaggedContent; look: Look } | null;

/**
 * Pictures and exports of studies under `/studies/:id/`, with the caller's key or session, for those who may read
 * studies: `page.png`, `overlay.png`, `fields/:name.png`, `export.csv`, `export.zip` (WFDB), `export.pdf`, `export.json`.
 * Callers who may not know whose study it is get blanked pictures, the others too with `?redacted=true`.
 */
export async function studyFileRoutes(app: FastifyInstance, services: ApiServices): Promise<void> {
  const { platform } = services;
  const pictures = createStudyPictures(platform);
  app.addHook('onClose', () => pictures.close());
  app.addHook('onRequest', identifyRequest(services));
  app.addHook('preHandler', requirePermission('study.read'));

  const serve = (serving: Serving) => async (request: StudyRequest, reply: FastifyReply) => {
    const caller = callerOf(request);
    const shown = await readShownStudy(platform, caller, request.params.id);
    const study = shown && { ...shown, page: askedPage(request) ?? shown.page };
    const served = study && serving(request, caller, study);
    if (!served) return sendProblem(reply, problem('NOT_FOUND'));
    await noteView(platform, caller, study.id, served.look);
    return sendTagged(request, reply, served.content);
  };
  const png = (rendition: Rendition, tag: string, make: TaggedContent['make']) => ({
    content: { tag: `${tag}-${rendition}`, contentType: 'image/png', make },
    look: rendition === 'original' ? ('identity.viewed' as const) : ('study.viewed' as const),
  });

  app.get(
    '/studies/:id/page.png',
    serve((request, caller, study) => {
      const rendition = renditionFor(request, caller);
      return png(rendition, `page-${pageTag(study, rendition)}`, () => pictures.page(caller, study, rendition));
    }),
  );

  app.get(
    '/studies/:id/overlay.png',
    serve((request, caller, study) => {
      const rendition = renditionFor(request, caller);
      const tag = `overlay-${study.id}-${study.shownRevision}`;
      return png(rendition, tag, () => pictures.overlay(caller, study, rendition));
    }),
  );

  app.get(
    '/studies/:id/fields/:name.png',
    serve((request, caller, study) => {
      const { name = '' } = request.params;
      const rendition = renditionFor(request, caller);
      const tag = `field-${study.id}-${study.shownRevision}-${Buffer.from(name).toString('base64url')}`;
      return png(rendition, tag, async () => {
        const [fields] = await fieldsOf(platform, caller, [{ studyId: study.id, revision: study.shownRevision }]);
        const field = fields?.find((each) => each.name === name);
        if (!Array.isArray(field?.box)) return fail('NOT_FOUND');
        return pictures.crop(caller, study, field.box as number[], rendition);
      });
    }),
  );

  app.get(
    '/studies/:id/export.:name',
    serve((request, caller, study) => {
      const content = studyExport(request.params.name ?? '', platform, caller, study);
      return content && { content, look: 'study.exported' };
    }),
  );
}

/** The original only for who may know whose page it is, and did not ask for less. */
function renditionFor({ query }: StudyRequest, caller: Caller): Rendition {
  return mayKnowIdentity(caller) && query.redacted !== 'true' ? 'original' : 'redacted';
}

/** Another page of the source than the study reads, for stating which it shall read: `page.png?page=2`. */
function askedPage({ query, routeOptions }: StudyRequest): number | null {
  const { page } = query;
  const isAsked =
    routeOptions.url?.endsWith('/page.png') === true && typeof page === 'string' && /^\d{1,3}$/.test(page);
  return isAsked ? Number(page) : null;
}
