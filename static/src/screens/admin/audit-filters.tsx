import { ISSUE_KEY_MAX } from '#contract/limits';
import type { Person } from '#domain/action/person';
import { AUDIT_KINDS, nameAuditKind } from '#words/audit/audit-sentence';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { PersonPicker } from '../../components/person-picker';
import { SelectField } from '../../components/select-field';
import { TextField } from '../../components/text-field';
import { type AuditFilter, problemOf } from './audit-filter';

const kinds = (): readonly { readonly value: string; readonly label: string }[] => [
  { value: '', label: say('Any') },
  ...AUDIT_KINDS.map((kind) => ({ value: kind, label: nameAuditKind(kind) })),
];

export function AuditFilters({
  filter,
  onChange,
}: {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}) {
  const change = (part: Partial<AuditFilter>) => onChange({ ...filter, ...part });
  return (
    <div class="stack-tight">
      <div class="filters">
        <PersonPicker<Person>
          id="audit-person"
          label={say('Person')}
          placeholder={filter.person === undefined ? say('Anybody') : ''}
          single
          search={(query) => callAdmin('admin.searchPeople', { query })}
          picked={filter.person === undefined ? [] : [filter.person]}
          onChange={([person]) => change({ person })}
        />
        <TextField
          id="audit-issue"
          label={say('Work item')}
          placeholder={say('Any, such as WEB-1')}
          value={filter.issueKey}
          most={ISSUE_KEY_MAX}
          onChange={(issueKey) => change({ issueKey })}
        />
        <SelectField
          id="audit-kind"
          label={say('Kind')}
          value={filter.kind}
          options={kinds()}
          onChange={(kind) => change({ kind })}
        />
        <DayField
          id="audit-from"
          label={say('First day')}
          value={filter.from}
          onChange={(from) => change({ from })}
        />
        <DayField
          id="audit-to"
          label={say('Last day')}
          value={filter.to}
          error={problemOf(filter)}
          onChange={(to) => change({ to })}
        />
      </div>
      {filter.requestId !== '' && (
        <p class="row">
          {say('Only the request {id}.', { id: filter.requestId })}
          <Button kind="link" onClick={() => change({ requestId: '' })}>
            {say('Show all requests')}
          </Button>
        </p>
      )}
    </div>
  );
}

function DayField({
  value,
  onChange,
  ...field
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field {...field}>
      {(ids) => (
        <input
          {...ids}
          class="input input-day"
          type="date"
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
