import { say } from '#words/say';
import './audit.css';
import { useState } from 'preact/hooks';
import type { InputOf } from '#contract/api';
import { ISSUE_KEY_MAX } from '#contract/limits';
import type { AuditLine, AuditPageView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { AUDIT_KINDS, auditSentence, nameActor, nameAuditKind } from '#words/audit/audit-sentence';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Avatar } from '../../components/avatar';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { ErrorMessage } from '../../components/error-message';
import { PersonPicker } from '../../components/person-picker';
import { Section } from '../../components/section';
import { SectionMessage } from '../../components/section-message';
import { SelectField } from '../../components/select-field';
import { Table } from '../../components/table';
import { TextField } from '../../components/text-field';
import { usePages } from '../../components/use-pages';
import { When } from '../../components/when';
import { saveFile } from '../../forms/save-file';
import { auditCsv } from './audit-csv';

interface Filter {
  readonly person: Person | undefined;
  readonly issueKey: string;
  readonly kind: string;
}

const kinds = (): readonly { readonly value: string; readonly label: string }[] => [
  { value: '', label: say('Any') },
  ...AUDIT_KINDS.map((kind) => ({ value: kind, label: nameAuditKind(kind) })),
];

const PAUSE_MS = 300;

export interface AuditProps {
  readonly now: number;
  /** What the address asks for: `?person=…&issue=WEB-1&kind=…`. */
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Shows what is set aside. */
  readonly onLook: () => void;
}

/** Every decision and every effect, newest first. */
export function Audit({ now, search, onSearch, onLook }: AuditProps) {
  const [filter, setFilter] = useState<Filter>(() => filterOf(search));
  const change = (to: Filter) => {
    setFilter(to);
    onSearch(searchOf(to));
  };
  const asked = inputOf(filter);
  const list = usePages<AuditLine, AuditPageView>(
    (at) => callAdmin('audit.list', { ...asked, ...at }),
    JSON.stringify(asked),
    { pause: filter.issueKey === '' ? 0 : PAUSE_MS },
  );
  const { pages = [], items: lines, hasMore, loading, error, reload } = list;
  const unreadable = pages.reduce((sum, page) => sum + page.unreadable, 0);

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
            disabledReason={lines.length === 0 ? say('There is nothing to download.') : undefined}
            onClick={() => saveFile('multiplier-audit.csv', 'text/csv', auditCsv(lines))}
          >
            {say('Download what is shown (CSV)')}
          </Button>
        </>
      }
    >
      <Filters filter={filter} onChange={change} />
      <ErrorMessage error={error} onRetry={reload} />
      <p role="status" class="small">
        {loading
          ? say('Loading…')
          : hasMore
            ? say('{count, plural, one {# event} other {# events}} shown, more to load.', {
                count: lines.length,
              })
            : say('{count, plural, one {# event} other {# events}} shown.', {
                count: lines.length,
              })}
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
      {lines.length > 0 && <Lines lines={lines} now={now} />}
      {!loading && error === undefined && lines.length === 0 && (
        <p>
          {filter.person === undefined && filter.issueKey === '' && filter.kind === ''
            ? say('Nothing has happened yet.')
            : say('Nothing matches these filters.')}
        </p>
      )}
      {hasMore && (
        <div>
          <Button busy={loading ? say('Loading…') : undefined} onClick={list.loadMore}>
            {say('Load more')}
          </Button>
        </div>
      )}
    </Section>
  );
}

/** A link names somebody by their account alone: a name in it could be anybody's. */
function filterOf(search: string): Filter {
  const asked = new URLSearchParams(search);
  const accountId = asked.get('person');
  return {
    person: accountId === null ? undefined : { accountId, displayName: 'The person in the link' },
    issueKey: asked.get('issue') ?? '',
    kind: asked.get('kind') ?? '',
  };
}

function searchOf({ person, issueKey, kind }: Filter): string {
  const asked = new URLSearchParams({
    ...(person === undefined ? {} : { person: person.accountId }),
    ...(issueKey.trim() === '' ? {} : { issue: issueKey.trim().toUpperCase() }),
    ...(kind === '' ? {} : { kind }),
  }).toString();
  return asked === '' ? '' : `?${asked}`;
}

function inputOf({ person, issueKey, kind }: Filter): InputOf<'audit.list'> {
  const key = issueKey.trim().toUpperCase();
  return {
    ...(person === undefined ? {} : { accountId: person.accountId }),
    ...(key === '' ? {} : { issueKey: key }),
    ...(kind === '' ? {} : { kind }),
  };
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}) {
  return (
    <div class="filters">
      <PersonPicker<Person>
        id="audit-person"
        label={say('Person')}
        placeholder={filter.person === undefined ? say('Anybody') : ''}
        single
        search={(query) => callAdmin('admin.searchPeople', { query })}
        picked={filter.person === undefined ? [] : [filter.person]}
        onChange={([person]) => onChange({ ...filter, person })}
      />
      <TextField
        id="audit-issue"
        label={say('Work item')}
        placeholder={say('Any, such as WEB-1')}
        value={filter.issueKey}
        most={ISSUE_KEY_MAX}
        onChange={(issueKey) => onChange({ ...filter, issueKey })}
      />
      <SelectField
        id="audit-kind"
        label={say('Kind')}
        value={filter.kind}
        options={kinds()}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
    </div>
  );
}

function Lines({ lines, now }: { readonly lines: readonly AuditLine[]; readonly now: number }) {
  return (
    <Table head={[say('When'), say('What'), say('Work item')]}>
      {lines.map(({ event, issueKey }) => (
        <tr key={event.id}>
          <td class="audit-when">
            {dateAndTime(event.at)}
            <Detail>
              <When at={event.at} now={now} />
            </Detail>
          </td>
          <td>
            <span class="audit-what">
              <Avatar
                name={nameActor(event.actor)}
                url={event.actor.kind === 'person' ? event.actor.avatarUrl : undefined}
                size={20}
              />
              <span>{auditSentence(event)}</span>
            </span>
          </td>
          <td class="audit-issue">{issueKey ?? <span class="subtle">–</span>}</td>
        </tr>
      ))}
    </Table>
  );
}
