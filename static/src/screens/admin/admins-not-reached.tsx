import type { AdminView } from '#contract/views';
import { adminDeliveryProblem } from '#words/delivery-problem';
import { asSentence, listInParts, sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { SectionMessage } from '../../components/section-message';

/** That nobody has heard by email of what stands on this page: whoever reads it can tell the others. */
export function AdminsNotReached({
  notReached,
}: {
  readonly notReached: AdminView['adminsNotReached'];
}) {
  const [first] = notReached;
  if (first === undefined) return null;
  const what = listInParts(notReached.map(({ about }) => whatOf(about))).join('');
  return (
    <SectionMessage
      tone="warning"
      title={say('No admin could be told by email of {what}', { what })}
    >
      <p>
        {asSentence(sentenceStart(adminDeliveryProblem(first.problem)))}{' '}
        {notReached.some(({ isTriedAgain }) => isTriedAgain)
          ? say('It is tried again by itself.')
          : say('It was tried for a day.')}{' '}
        {say('If you are not the one to fix it, tell whoever is.')}
      </p>
    </SectionMessage>
  );
}

function whatOf(about: AdminView['adminsNotReached'][number]['about']): string {
  switch (about) {
    case 'overdue':
      return say('what is overdue');
    case 'missing':
      return say('what could not be given back');
    case 'connectionFailing':
      return say('the connection that does not work');
  }
}
