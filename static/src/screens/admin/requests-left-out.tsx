import type { ListedRequestsView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { SectionMessage } from '../../components/section-message';

/** That some can't be read, and where to mend that. Nothing where all can. */
export function LeftOut({
  pages,
  onLook,
}: {
  readonly pages: readonly ListedRequestsView[];
  readonly onLook: () => void;
}) {
  const count = pages.reduce((sum, { unreadable }) => sum + unreadable, 0);
  if (count === 0) return null;
  return (
    <SectionMessage
      tone="warning"
      title={say(
        '{count, plural, one {# request can’t be read and is left out} other {# requests can’t be read and are left out}}',
        { count },
      )}
    >
      <p>{say('Everything else is here. What is left out is kept as it is.')}</p>
      <Button onClick={onLook}>{say('See what needs a look')}</Button>
    </SectionMessage>
  );
}
