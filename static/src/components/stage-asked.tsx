import type { ApprovalView } from '#contract/views';
import { listInParts } from '#words/listing';
import { say } from '#words/say';
import { PersonName } from './person-name';
import { sayWithElements } from './say-with-elements';

/** Whom a stage asks after those before it, and how many of them have to approve. */
export function StageAsked({
  stage: { approvers, needed },
  viewer,
}: {
  readonly stage: Pick<ApprovalView, 'approvers' | 'needed'>;
  readonly viewer?: string;
}) {
  if (approvers.length === 0) return say('Then nobody is left who may decide.');
  const people = listInParts(
    approvers.map((person) =>
      person.accountId === viewer ? (
        <strong key={person.accountId}>{say('you')}</strong>
      ) : (
        <PersonName key={person.accountId} person={person} />
      ),
    ),
    needed > 1 ? 'and' : 'or',
  );
  return needed > 1
    ? sayWithElements('Then {needed} of {people}', { needed, people })
    : sayWithElements('Then {people}', { people });
}
