import { useEffect, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import { DECIDE_DAYS_MAX, FALLBACK_MAX } from '#contract/limits';
import type { PolicyView } from '#contract/views';
import type { Person } from '#domain/action/person';
import { LONGEST_TERM_DAYS } from '#domain/term/term';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { ErrorMessage } from '../../components/error-message';
import { Field } from '../../components/field';
import { PersonName } from '../../components/person-name';
import { PersonOption } from '../../components/person-option';
import { SectionMessage } from '../../components/section-message';
import { GroupsField } from './groups-field';
import { draftOf, isChanged, type PolicyDraft, policyProblems, saveInput } from './policy-draft';
import { ProtectedGroups } from './protected-groups';

export interface PolicyFormProps {
  readonly policy: PolicyView;
  readonly connected: boolean;
  readonly onSaved: (policy: PolicyView) => void;
  readonly onChanged: (changed: boolean) => void;
}

/** What may be asked for, who decides where no lead can, and for how long. */
export function PolicyForm({ policy, connected, onSaved, onChanged }: PolicyFormProps) {
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(policy));
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<CallError>();
  const changed = isChanged(draft, policy);
  const problems = policyProblems(draft);
  const valid = problems.decideWithinDays === undefined && problems.longestTermDays === undefined;
  useEffect(() => onChanged(changed), [changed, onChanged]);

  const change = (part: Partial<PolicyDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setSaved(false);
  };
  const save = async (version: number) => {
    if (busy || !valid) return;
    setBusy(true);
    setError(undefined);
    const answer = await callAdmin('policy.save', saveInput(draft, version));
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    setSaved(true);
    setDraft(draftOf(answer.value));
    onSaved(answer.value);
  };
  /** Their version is taken note of; what was typed here goes over it, or goes. */
  const resolve = async (keep: boolean) => {
    const answer = await callAdmin('admin.load', {});
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    const theirs = answer.value.policy;
    if (theirs === undefined) {
      setError({ code: 'unreadable', record: 'policy', reference: '' });
      return;
    }
    setError(undefined);
    onSaved(theirs);
    if (keep) await save(theirs.version);
    else setDraft(draftOf(theirs));
  };

  return (
    <form
      class="panel-box"
      noValidate
      aria-labelledby="policy-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) void save(policy.version);
      }}
    >
      <h2 id="policy-title">Access policy</h2>
      <section class="policy-section" aria-labelledby="policy-groups-title">
        <h3 id="policy-groups-title">Groups that can be asked for</h3>
        <p class="subtle">
          Groups are open only once you list them: they often reach across projects, and a project
          lead gives them away.
        </p>
        <GroupsField
          groups={draft.groups}
          connected={connected}
          saved={saved}
          onChange={(groups) => change({ groups })}
        />
        {connected && <ProtectedGroups />}
      </section>
      <fieldset class="policy-section">
        <legend>
          <h3>Project roles</h3>
        </legend>
        <RolesChoice value={draft.rolesOf} onChange={(rolesOf) => change({ rolesOf })} />
      </fieldset>
      <fieldset class="policy-section">
        <legend>
          <h3>New accounts and groups</h3>
        </legend>
        <CreationChoice value={draft.creation} onChange={(creation) => change({ creation })} />
      </fieldset>
      <section class="policy-section" aria-labelledby="policy-approvers-title">
        <h3 id="policy-approvers-title">Approval</h3>
        <p class="subtle">
          The project lead decides. Nobody approves their own request, or one that would give them
          something; a lead can still decline that.
        </p>
        <ApproversField
          people={draft.fallbackApprovers}
          onChange={(fallbackApprovers) => change({ fallbackApprovers })}
        />
        <DaysField
          id="policy-decide"
          label="Close a request that nobody decides within"
          hint="For requests made from now on."
          value={draft.decideWithinDays}
          most={DECIDE_DAYS_MAX}
          error={problems.decideWithinDays}
          onChange={(decideWithinDays) => change({ decideWithinDays })}
        />
      </section>
      <fieldset class="policy-section">
        <legend>
          <h3>Longest term</h3>
        </legend>
        <label class="choice">
          <input
            type="radio"
            name="policy-term"
            checked={!draft.limited}
            onChange={() => change({ limited: false })}
          />
          Access can be for good, or for a limited time
        </label>
        <label class="choice">
          <input
            type="radio"
            name="policy-term"
            checked={draft.limited}
            onChange={() => change({ limited: true })}
          />
          Access is always for a limited time, and then taken back
        </label>
        {draft.limited && (
          <DaysField
            id="policy-longest"
            label="At most"
            value={draft.longestTermDays}
            most={LONGEST_TERM_DAYS}
            error={problems.longestTermDays}
            onChange={(longestTermDays) => change({ longestTermDays })}
          />
        )}
      </fieldset>
      {error?.code === 'changedMeanwhile' ? (
        <SectionMessage
          tone="warning"
          title="Another admin has saved the policy meanwhile"
          announce
        >
          <p>Nothing of yours was saved or lost yet. Choose whose version to go on with.</p>
          <div class="row">
            <Button onClick={() => void resolve(true)}>Keep mine, and save over theirs</Button>
            <Button onClick={() => void resolve(false)}>Take theirs</Button>
          </div>
        </SectionMessage>
      ) : (
        <ErrorMessage error={error} />
      )}
      <div class="save-bar">
        <Button
          kind="primary"
          type="submit"
          busy={busy ? 'Saving…' : undefined}
          disabledReason={whySaveIsDisabled(changed, valid, policy.version)}
        >
          Save
        </Button>
        {changed && (
          <Button kind="subtle" onClick={() => setDraft(draftOf(policy))}>
            Undo changes
          </Button>
        )}
        <span role="status" class="subtle">
          {saved && !changed ? 'Saved. It holds at once, also for requests that wait.' : ''}
          {changed ? 'Not saved yet.' : ''}
        </span>
      </div>
    </form>
  );
}

function whySaveIsDisabled(changed: boolean, valid: boolean, version: number): string | undefined {
  if (!changed) return `Nothing has been changed since version ${version}.`;
  return valid ? undefined : 'A number of days needs correcting.';
}

function RolesChoice({
  value,
  onChange,
}: {
  readonly value: PolicyView['rolesOf'];
  readonly onChange: (value: PolicyView['rolesOf']) => void;
}) {
  const choices = [
    {
      value: 'issueProject',
      label: 'Only roles of the issue’s own project',
      hint: 'Its lead decides.',
    },
    {
      value: 'anyProject',
      label: 'Roles of any project',
      hint: 'The lead of the project whose role is asked for decides.',
    },
  ] as const;
  return (
    <>
      {choices.map((choice) => (
        <label class="choice" key={choice.value}>
          <input
            type="radio"
            name="policy-roles"
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.label} <span class="small">{choice.hint}</span>
          </span>
        </label>
      ))}
    </>
  );
}

function CreationChoice({
  value,
  onChange,
}: {
  readonly value: PolicyView['creation'];
  readonly onChange: (value: PolicyView['creation']) => void;
}) {
  return (
    <>
      <label class="choice">
        <input
          type="checkbox"
          checked={value.users}
          onChange={(event) => onChange({ ...value, users: event.currentTarget.checked })}
        />
        <span>
          Accounts can be asked for{' '}
          <span class="small">
            Each request names its products: every product that an account has costs a seat.
          </span>
        </span>
      </label>
      <label class="choice">
        <input
          type="checkbox"
          checked={value.groups}
          onChange={(event) => onChange({ ...value, groups: event.currentTarget.checked })}
        />
        <span>
          Groups can be asked for{' '}
          <span class="small">
            A new group gives nothing by itself, and can be asked for only once you list it.
          </span>
        </span>
      </label>
    </>
  );
}

function ApproversField({
  people,
  onChange,
}: {
  readonly people: readonly Person[];
  readonly onChange: (people: readonly Person[]) => void;
}) {
  return (
    <Combobox<Person>
      id="policy-approvers"
      label="Fallback approvers"
      placeholder={people.length === 0 ? 'Search people' : 'Add another'}
      hint="Asked where a project has no lead, or its lead is inactive, made the request or would gain from it. Any one of them decides."
      error={people.length > FALLBACK_MAX ? `Name at most ${FALLBACK_MAX}.` : undefined}
      search={(query) => callAdmin('admin.searchPeople', { query })}
      keyOf={({ accountId }) => accountId}
      nameOf={({ displayName }) => displayName}
      drawOption={(person) => <PersonOption person={person} />}
      drawChip={(person) => <PersonName person={person} />}
      picked={people}
      onPick={(person) => onChange([...people, person])}
      onRemove={(person) =>
        onChange(people.filter(({ accountId }) => accountId !== person.accountId))
      }
      nothingFound={(query) =>
        query === '' ? 'Type a name or an email.' : `Nobody called “${query}” was found.`
      }
    />
  );
}

function DaysField(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly hint?: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field id={props.id} label={props.label} hint={props.hint} error={props.error}>
      {(ids) => (
        <span class="row">
          <input
            {...ids}
            class="input input-number"
            type="number"
            inputMode="numeric"
            min={1}
            max={props.most}
            value={props.value}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          days
        </span>
      )}
    </Field>
  );
}
