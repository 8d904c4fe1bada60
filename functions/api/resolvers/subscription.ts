import type { Event } from '../../platform/database/generated/client.ts';
import { eventStream } from '../../record/event-stream.ts';
import { readStudy } from '../../record/read-study.ts';
import { type ApiContext, renewLoaders } from '../context.ts';
import type { SubscriptionResolvers } from '../generated/resolvers.ts';

/** Each event is read like an operation of its own: what the one before it loaded may have changed since. */
function tell(event: Event, _args: unknown, context: ApiContext): Event {
  renewLoaders(context);
  return event;
}

/** A subscription that ends at once. */
async function* nothing(): AsyncGenerator<Event> {}

export const subscription: Required<SubscriptionResolvers> = {
  studyChanged: {
    // The stream itself and no generator around it: a generator that waits for an event could not be ended.
    subscribe: async (_parent, { id }, { platform, caller }) =>
      (await readStudy(platform, caller, id)) ? eventStream(platform, caller, { studyId: id }) : nothing(),
    resolve: tell,
  },
  worklistChanged: {
    subscribe: (_parent, _args, { platform, caller }) => eventStream(platform, caller, {}),
    resolve: tell,
  },
};
