import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Shell } from './shell/shell.tsx';
import { StudyPage } from './study/study-page.tsx';
import { WorklistPage } from './worklist/worklist-page.tsx';

const rootRoute = createRootRoute({ component: Shell });
const worklistRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: WorklistPage });
const studyRoute = createRoute({ getParentRoute: () => rootRoute, path: '/study/$id', component: StudyPage });

export const router = createRouter({ routeTree: rootRoute.addChildren([worklistRoute, studyRoute]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
