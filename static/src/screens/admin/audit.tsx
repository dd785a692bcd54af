import type { InputOf } from '#contract/api';
import { usePages } from '../../components/use-pages';
import '../../components/table.css';
import { useState } from 'preact/hooks';
import type { AuditLine, AuditPageView } from '#contract/views';
import type { Person } from '#domain/action/person';
import type { AuditKind } from '#domain/audit/audit-event';
import { callAdmin } from '../../api/call-admin';
import { Avatar } from '../../components/avatar';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { ErrorMessage } from '../../components/error-message';
import { Field } from '../../components/field';
import { PersonName } from '../../components/person-name';
import { PersonOption } from '../../components/person-option';
import { SectionMessage } from '../../components/section-message';
import { When } from '../../components/when';
import { AUDIT_KINDS, auditSentence, nameActor } from '../../words/audit-sentence';
import { count } from '../../words/listing';
import { dateAndTime } from '../../words/time';
import { auditCsv } from './audit-csv';
import { saveFile } from './save-file';

interface Filter {
  readonly person: Person | undefined;
  readonly issueKey: string;
  readonly kind: string;
}

const PAUSE_MS = 300;

export interface AuditProps {
  readonly now: number;
  /** Shows what is set aside. */
  readonly onLook: () => void;
}

/** Every decision and every effect, newest first. */
export function Audit({ now, onLook }: AuditProps) {
  const [filter, setFilter] = useState<Filter>({ person: undefined, issueKey: '', kind: '' });
  const asked = inputOf(filter);
  const list = usePages<AuditLine, AuditPageView>(
    (at) => callAdmin('audit.list', { ...asked, ...at }),
    JSON.stringify(asked),
    { pause: filter.issueKey === '' ? 0 : PAUSE_MS },
  );
  const { pages = [], items: lines, hasMore, loading, error, reload } = list;
  const unreadable = pages.reduce((sum, page) => sum + page.unreadable, 0);

  return (
    <section class="panel-box panel-box-wide" aria-labelledby="audit-title">
      <div class="row">
        <h2 id="audit-title">Audit</h2>
        <Button
          kind="subtle"
          icon="refresh"
          busy={loading && pages.length > 0 ? 'Loading…' : undefined}
          onClick={reload}
        >
          Refresh
        </Button>
        <Button
          kind="subtle"
          icon="download"
          disabledReason={lines.length === 0 ? 'There is nothing to download.' : undefined}
          onClick={() => saveFile('multiplier-audit.csv', 'text/csv', auditCsv(lines))}
        >
          Download what is shown (CSV)
        </Button>
      </div>
      <Filters filter={filter} onChange={setFilter} />
      <ErrorMessage error={error} onRetry={reload} />
      <p role="status" class="small">
        {loading
          ? 'Loading…'
          : `${count(lines.length, 'event')} shown${hasMore ? ', more to load' : ''}.`}
      </p>
      {unreadable > 0 && (
        <SectionMessage
          tone="warning"
          title={`${count(unreadable, 'record')} of the audit can’t be read and ${unreadable === 1 ? 'is' : 'are'} left out`}
        >
          <p>Everything else is here. What is left out is kept as it is.</p>
          <Button onClick={onLook}>See what needs a look</Button>
        </SectionMessage>
      )}
      {lines.length > 0 && <Lines lines={lines} now={now} />}
      {!loading && error === undefined && lines.length === 0 && (
        <p>
          {filter.person === undefined && filter.issueKey === '' && filter.kind === ''
            ? 'Nothing has happened yet.'
            : 'Nothing matches these filters.'}
        </p>
      )}
      {hasMore && (
        <div>
          <Button busy={loading ? 'Loading…' : undefined} onClick={list.loadMore}>
            Load more
          </Button>
        </div>
      )}
    </section>
  );
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
      <Combobox<Person>
        id="audit-person"
        label="Person"
        placeholder={filter.person === undefined ? 'Anybody' : ''}
        single
        search={(query) => callAdmin('admin.searchPeople', { query })}
        keyOf={({ accountId }) => accountId}
        nameOf={({ displayName }) => displayName}
        drawOption={(person) => <PersonOption person={person} />}
        drawChip={(person) => <PersonName person={person} />}
        picked={filter.person === undefined ? [] : [filter.person]}
        onPick={(person) => onChange({ ...filter, person })}
        onRemove={() => onChange({ ...filter, person: undefined })}
        nothingFound={(query) =>
          query === '' ? 'Type a name or an email.' : `Nobody called “${query}” was found.`
        }
      />
      <Field id="audit-issue" label="Issue">
        {(ids) => (
          <input
            {...ids}
            class="input"
            placeholder="Any, such as WEB-1"
            value={filter.issueKey}
            onInput={(event) => onChange({ ...filter, issueKey: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field id="audit-kind" label="Kind">
        {(ids) => (
          <select
            {...ids}
            class="input"
            value={filter.kind}
            onChange={(event) => onChange({ ...filter, kind: event.currentTarget.value })}
          >
            <option value="">Any</option>
            {(Object.keys(AUDIT_KINDS) as AuditKind[]).map((kind) => (
              <option key={kind} value={kind}>
                {AUDIT_KINDS[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

function Lines({ lines, now }: { readonly lines: readonly AuditLine[]; readonly now: number }) {
  return (
    <div class="table-box">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Issue</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ event, issueKey }) => (
            <tr key={event.id}>
              <td class="audit-when">
                {dateAndTime(event.at)}
                <span class="table-detail">
                  <When at={event.at} now={now} />
                </span>
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
        </tbody>
      </table>
    </div>
  );
}
