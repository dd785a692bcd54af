import { type Entitlement, isExisting } from '../action/entitlement';
import type { Subject } from '../action/subject';
import type { Held } from './holding';

/** What a grant can be about; undefined for what is not there yet. */
export function heldBy(
  connectionId: string,
  entitlement: Entitlement,
  subject: Subject | undefined,
): Held | undefined {
  if (!isExisting(entitlement)) return undefined;
  const who = subject && withoutProfile(subject);
  return who === undefined ? undefined : { connectionId, entitlement, subject: who };
}

/** Who it is and what they are called: nothing else of a profile is kept with what they hold. */
function withoutProfile(subject: Subject): Subject | undefined {
  switch (subject.kind) {
    case 'person': {
      const { kind, accountId, displayName } = subject;
      return { kind, accountId, displayName };
    }
    case 'group':
      return subject;
    case 'newPerson':
    case 'newGroup':
      return undefined;
  }
}
