import type { AdminView } from '#contract/views';
import { say } from '#words/say';
import { missingWords } from '#words/stuck-words';
import { SectionMessage } from '../../components/section-message';
import { LateCauses } from './late-cause';

/** Access in force that could not be given back, by the cause, with who can mend it. Nothing where there is none. */
export function MissingAccess({ missing, siteUrl }: Pick<AdminView, 'missing' | 'siteUrl'>) {
  const { items, more } = missing;
  if (items.length === 0) return null;
  const count = items.length;
  return (
    <SectionMessage
      tone="warning"
      title={
        more
          ? say('More than {count} memberships were to be given back, and could not be', { count })
          : say(
              '{count, plural, one {# membership was to be given back, and could not be} other {# memberships were to be given back, and could not be}}',
              { count },
            )
      }
    >
      <p>
        {say(
          'They were taken away while an approval gave them for longer, so these people do not have what was approved. Each is tried again until it works, or is not allowed any more.',
        )}
      </p>
      <LateCauses
        items={items}
        wordsOf={missingWords}
        next={say('To be given back next')}
        siteUrl={siteUrl}
      />
      <p>{say('To see all of them, choose “Access missing” in the audit.')}</p>
    </SectionMessage>
  );
}
