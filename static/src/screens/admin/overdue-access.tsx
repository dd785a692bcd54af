import type { AdminView, LateView } from '#contract/views';
import { isTriedAgain } from '#domain/grant/stuck-cause';
import { say } from '#words/say';
import { stuckWords } from '#words/stuck-words';
import { SectionMessage } from '../../components/section-message';
import { LateCauses } from './late-cause';

/** Access that should have ended, by the cause, with who can mend it. Nothing where there is none. */
export function OverdueAccess({ overdue, siteUrl }: Pick<AdminView, 'overdue' | 'siteUrl'>) {
  const { items, more } = overdue;
  if (items.length === 0) return null;
  return (
    <SectionMessage
      tone="warning"
      title={
        more
          ? say('More than {count} memberships should have ended, and have not', {
              count: items.length,
            })
          : say(
              '{count, plural, one {# membership should have ended, and has not} other {# memberships should have ended, and have not}}',
              { count: items.length },
            )
      }
    >
      <LateCauses
        items={items}
        wordsOf={stuckWords}
        next={say('To be ended next')}
        siteUrl={siteUrl}
      />
      <p>
        {triedAgain(items.map(({ cause }) => cause))}{' '}
        {say('To see all of them, choose “Access overdue” in the audit.')}
      </p>
    </SectionMessage>
  );
}

/** Of what only a person can end, the app does not try it. */
function triedAgain(causes: readonly LateView['cause'][]): string {
  const tried = causes.filter((cause) => cause === undefined || isTriedAgain(cause));
  if (tried.length === 0) return '';
  return tried.length === causes.length
    ? say('Each is tried again until it works.')
    : say('The app tries those that it may end again until it works.');
}
