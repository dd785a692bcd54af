import type { RecordKind } from '#domain/aside/aside';
import { say } from './say';

/** What a stored record is of, for an admin. */
export const recordWords = (): Readonly<Record<RecordKind, string>> => ({
  request: say('Request'),
  issue: say('List of a work item’s requests'),
  submission: say('Note of a sent form'),
  steps: say('Steps of a request'),
  grants: say('Access that was given, as earlier versions kept it'),
  holding: say('Access that was given'),
  connection: say('Connection'),
  policy: say('Access policy'),
  audit: say('Audit record'),
  outbox: say('Work to do'),
  telling: say('Note of who was told'),
  lock: say('Lock'),
  retention: say('How long finished records are kept'),
  away: say('When somebody is away, and who decides for them'),
  person: say('Note of whose data is stored'),
  projected: say('Note of the lists that a request is in'),
  projection: say('Place of a request in a list'),
  watched: say('Note of a work item with which access ends'),
  aside: say('Note of what is set aside'),
});
