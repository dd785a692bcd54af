import { listClauses } from '../listing';
import { tellPolicyChanges } from '../policy-change';
import { say } from '../say';
import type { EventOf, WordsOf } from './event-words';

export const policyEvents: WordsOf<'policy.changed' | 'policy.restored' | 'record.removed'> = {
  'policy.changed': {
    name: () => say('Policy changed'),
    sentence: (actor, event) => tellPolicy(actor, event),
  },
  'policy.restored': {
    name: () => say('Policy restored'),
    sentence: (actor, event) =>
      say(
        '{actor} put version {from} of the access policy in force again, as version {version}, because the one in force could not be read.',
        { actor, from: event.from, version: event.version },
      ),
  },
  'record.removed': {
    name: () => say('Unreadable record removed'),
    sentence: (actor, event) =>
      say('{actor} removed the record {record}, which could not be read.', {
        actor,
        record: event.record,
      }),
  },
};

function tellPolicy(actor: string, event: EventOf<'policy.changed'>): string {
  const { version, changes } = event;
  const told = [...(event.summary ?? []), ...tellPolicyChanges(changes)];
  return told.length === 0
    ? say('{actor} saved the access policy as version {version}.', { actor, version })
    : say('{actor} changed the access policy (version {version}): {changes}.', {
        actor,
        version,
        changes: listClauses(told),
      });
}
