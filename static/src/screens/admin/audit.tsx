import { say } from '#words/say';
import './audit.css';
import { useState } from 'preact/hooks';
import type { AuditEntriesView, AuditEntryView } from '#contract/views';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { LoadMore } from '../../components/load-more';
import { Section } from '../../components/section';
import { SectionMessage } from '../../components/section-message';
import { usePages } from '../../components/use-pages';
import { AuditEntries } from './audit-entries';
import { type AuditFilter, filterOf, inputOf, isEmpty, problemOf, searchOf } from './audit-filter';
import { AuditFilters } from './audit-filters';
import { DownloadProgress, useDownload } from './download-audit';

const PAUSE_MS = 300;

export interface AuditProps {
  readonly now: number;
  readonly siteUrl: string | undefined;
  /** What the address asks for: `?person=…&issue=WEB-1&kind=…&from=2026-11-01&to=…&request=…`. */
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Shows what is set aside. */
  readonly onLook: () => void;
}

/** Every request with all that came of it, and every other decision: who asked, who approved, what was done. */
export function Audit({ now, siteUrl, search, onSearch, onLook }: AuditProps) {
  const [filter, setFilter] = useState<AuditFilter>(() => filterOf(search));
  const change = (to: AuditFilter) => {
    setFilter(to);
    onSearch(searchOf(to));
  };
  const asked = inputOf(filter);
  const list = usePages<AuditEntryView, AuditEntriesView>(
    (at) => callAdmin('audit.entries', { ...asked, ...at }),
    JSON.stringify(asked),
    { pause: filter.issueKey === '' ? 0 : PAUSE_MS },
  );
  const { pages = [], hasMore, loading, error, reload } = list;
  const entries = eachOnce(list.items);
  const unreadable = pages.reduce((sum, page) => sum + page.unreadable, 0);
  const download = useDownload(filter);
  const isEmptyList = !loading && error === undefined && entries.length === 0;
  // Days the wrong way round are said above, once.
  const problem = problemOf(filter);

  return (
    <Section
      id="audit-title"
      title={say('Audit')}
      kind="wide"
      beside={
        <>
          <Button
            kind="subtle"
            icon="refresh"
            busy={loading && pages.length > 0 ? say('Loading…') : undefined}
            onClick={reload}
          >
            {say('Refresh')}
          </Button>
          <Button
            kind="subtle"
            icon="download"
            busy={download.progress.is === 'reading' ? say('Reading…') : undefined}
            disabledReason={
              problem ??
              (isEmptyList && !hasMore ? say('There is nothing to download.') : undefined)
            }
            onClick={download.begin}
          >
            {say('Download all that match (CSV)')}
          </Button>
        </>
      }
    >
      <DownloadProgress download={download} />
      <AuditFilters filter={filter} onChange={change} />
      <ErrorMessage error={error} onRetry={reload} />
      <p role="status" class="small">
        {loading ? say('Loading…') : told(entries.length, hasMore, filter)}
      </p>
      {unreadable > 0 && (
        <SectionMessage
          tone="warning"
          title={say(
            '{count, plural, one {# record of the audit can’t be read and is left out} other {# records of the audit can’t be read and are left out}}',
            { count: unreadable },
          )}
        >
          <p>{say('Everything else is here. What is left out is kept as it is.')}</p>
          <Button onClick={onLook}>{say('See what needs a look')}</Button>
        </SectionMessage>
      )}
      {entries.length > 0 && (
        <AuditEntries
          key={filter.requestId}
          entries={entries}
          now={now}
          siteUrl={siteUrl}
          unfolded={filter.requestId !== ''}
        />
      )}
      {isEmptyList && !hasMore && problem === undefined && (
        <p>
          {isEmpty(filter)
            ? say('Nothing has happened yet.')
            : say('Nothing matches these filters.')}
        </p>
      )}
      <LoadMore
        list={list}
        {...(entries.length === 0 ? { label: say('Look further back') } : {})}
      />
    </Section>
  );
}

/** A request is shown once, where its newest event is: further back are more of the same. */
function eachOnce(items: readonly AuditEntryView[]): readonly AuditEntryView[] {
  const keyOf = (entry: AuditEntryView) =>
    entry.of === 'request' ? entry.requestId : entry.event.id;
  const first = new Map<string, AuditEntryView>();
  for (const entry of items) if (!first.has(keyOf(entry))) first.set(keyOf(entry), entry);
  return [...first.values()];
}

function told(count: number, hasMore: boolean, filter: AuditFilter): string {
  const problem = problemOf(filter);
  if (problem !== undefined) return problem;
  const shown = hasMore
    ? say('{count, plural, one {# line} other {# lines}} shown, more to load.', { count })
    : say('{count, plural, one {# line} other {# lines}} shown.', { count });
  return filter.person === undefined || filter.issueKey.trim() !== ''
    ? shown
    : say('{shown} Requests are listed by when they were asked for.', { shown });
}
