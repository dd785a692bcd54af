import { useState } from 'preact/hooks';
import type { ListedRequestsView, ListedRequestView } from '#contract/views';
import { WHICH_REQUESTS, type WhichRequests } from '#domain/request/which-requests';
import { stateWords } from '#words/request-state';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { LoadMore } from '../../components/load-more';
import { Section } from '../../components/section';
import { SelectField } from '../../components/select-field';
import { usePages } from '../../components/use-pages';
import { RequestLines } from './request-lines';
import { LeftOut } from './requests-left-out';
import type { RequestsProps } from './requests-props';

/** All of one state at a time; at first, what is still to be done about. */
export function AllRequests({ now, siteUrl, onAudit, onLook }: RequestsProps) {
  const [which, setWhich] = useState<WhichRequests>('open');
  const list = usePages<ListedRequestView, ListedRequestsView>(
    (at) => callAdmin('admin.requests', { which, ...at }),
    which,
  );
  const { items, pages = [], hasMore, loading, error, reload } = list;
  const requests = eachOnce(items);
  const isEmpty = !loading && error === undefined && requests.length === 0;
  return (
    <Section
      id="requests-title"
      title={say('Requests')}
      kind="wide"
      beside={
        <Button
          kind="subtle"
          icon="refresh"
          busy={loading && pages.length > 0 ? say('Loading…') : undefined}
          onClick={reload}
        >
          {say('Refresh')}
        </Button>
      }
    >
      <SelectField
        id="requests-which"
        label={say('Show')}
        value={which}
        options={WHICH_REQUESTS.map((one) => ({ value: one, label: nameWhich(one) }))}
        onChange={setWhich}
      />
      <ErrorMessage error={error} onRetry={reload} />
      <p role="status" class="small">
        {loading ? say('Loading…') : told(requests.length, hasMore)}
      </p>
      <LeftOut pages={pages} onLook={onLook} />
      {requests.length > 0 && (
        <RequestLines requests={requests} now={now} siteUrl={siteUrl} onAudit={onAudit} />
      )}
      {isEmpty && !hasMore && <p>{say('There are none.')}</p>}
      <LoadMore list={list} />
    </Section>
  );
}

/** One that moved meanwhile may be on two pages. */
function eachOnce(items: readonly ListedRequestView[]): readonly ListedRequestView[] {
  return [...new Map(items.map((one) => [one.requestId, one])).values()];
}

function told(count: number, hasMore: boolean): string {
  return hasMore
    ? say(
        '{count, plural, one {# request} other {# requests}} shown, the newest first, more to load.',
        { count },
      )
    : say('{count, plural, one {# request} other {# requests}} shown, the newest first.', {
        count,
      });
}

function nameWhich(which: WhichRequests): string {
  switch (which) {
    case 'open':
      return say('All that are open');
    case 'over':
      return say('All that are over');
    default:
      return stateWords({ state: which, pause: undefined, late: undefined, access: undefined })
        .label;
  }
}
