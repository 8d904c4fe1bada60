import type { Platform } from '../platform/open-platform.ts';
import type { Caller } from '../record/caller.ts';
import { createLoaders, type Loaders } from './loaders.ts';
import type { ModelCard } from './model-cards.ts';

/** What every request shares: the outside world and what was read once at the start. */
export interface ApiServices {
  readonly platform: Platform;
  /** Signs upload URLs and console sessions. */
  readonly signingKey: Buffer;
  readonly models: readonly ModelCard[];
}

/** Where a request came in. */
export interface RequestFacts {
  readonly requestId: string;
  /** Scheme and host that the caller reaches this server by, without a trailing slash: the beginning of every URL it is handed. */
  readonly baseUrl: string;
}

/** What a resolver may use: who calls, the services, and loaders that live as long as the operation. */
export interface ApiContext extends ApiServices, RequestFacts {
  readonly caller: Caller;
  loaders: Loaders;
}

/** The context of one operation. */
export function createContext(services: ApiServices, caller: Caller, request: RequestFacts): ApiContext {
  return { ...services, ...request, caller, loaders: createLoaders(services.platform, caller) };
}

/** Forgets what was loaded, for the next event of a subscription. */
export function renewLoaders(context: ApiContext): void {
  context.loaders = createLoaders(context.platform, context.caller);
}
