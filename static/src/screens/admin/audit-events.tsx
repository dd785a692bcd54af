import type { AuditLine, AuditPageView } from '#contract/views';
import { auditSentence, nameActor } from '#words/audit/audit-sentence';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Avatar } from '../../components/avatar';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { useFirst } from '../../components/use-first';
import { usePages } from '../../components/use-pages';

/** All that came of one request, newest first. */
export function AuditEvents({ requestId }: { readonly requestId: string }) {
  const list = usePages<AuditLine, AuditPageView>(
    (at) => callAdmin('audit.request', { requestId, ...at }),
    requestId,
  );
  const { items, pages = [], loading, error, hasMore } = list;
  const unreadable = pages.reduce((sum, page) => sum + page.unreadable, 0);
  const { first, more } = useFirst(items);
  return (
    <div class="stack-tight">
      <p role="status" class="small">
        {loading ? say('Loading…') : ''}
      </p>
      <ErrorMessage error={error} onRetry={list.reload} />
      {unreadable > 0 && (
        <p>
          {say(
            '{count, plural, one {# record of it can’t be read and is left out.} other {# records of it can’t be read and are left out.}}',
            { count: unreadable },
          )}
        </p>
      )}
      <ol class="audit-events">
        {first.map(({ event }) => (
          <li key={event.id}>
            <span class="audit-when small">{dateAndTime(event.at)}</span>
            <span class="audit-what">
              <Avatar
                name={nameActor(event.actor)}
                url={event.actor.kind === 'person' ? event.actor.avatarUrl : undefined}
                size={20}
              />
              <span>{auditSentence(event)}</span>
            </span>
          </li>
        ))}
      </ol>
      {more}
      {hasMore && (
        <div>
          <Button busy={loading ? say('Loading…') : undefined} onClick={list.loadMore}>
            {say('Load what happened before')}
          </Button>
        </div>
      )}
    </div>
  );
}
