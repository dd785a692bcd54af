import type { AdminView } from '#contract/views';
import { SectionMessage } from '../../components/section-message';
import { adminDeliveryProblem } from '../../words/delivery-problem';

/** That nobody has heard by email of what stands on this page: whoever reads it can tell the others. */
export function AdminsNotReached({
  notReached,
}: {
  readonly notReached: AdminView['adminsNotReached'];
}) {
  const [first] = notReached;
  if (first === undefined) return null;
  const what = notReached.map(({ about }) =>
    about === 'overdue' ? 'what is overdue' : 'the connection that does not work',
  );
  return (
    <SectionMessage
      tone="warning"
      title={`No admin could be told by email of ${what.join(' and ')}`}
    >
      <p>
        {sentenceStart(adminDeliveryProblem(first.problem))}.{' '}
        {notReached.some(({ isTriedAgain }) => isTriedAgain)
          ? 'It is tried again by itself.'
          : 'It was tried for a day.'}{' '}
        If you are not the one to fix it, tell whoever is.
      </p>
    </SectionMessage>
  );
}

const sentenceStart = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
