/** The channel of PostgreSQL's NOTIFY on which new events are announced, as JSON {tenantId, studyId, id}. */
export const EVENT_CHANNEL = 'ecgraph_event';
