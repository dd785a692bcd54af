import './try-it.css';
import { useRef, useState } from 'preact/hooks';
import type { InputOf } from '#contract/api';
import { ISSUE_KEY_MAX } from '#contract/limits';
import type { RequestableGroupView, RoleOption, TrialView } from '#contract/views';
import { entitlementKey, isOfProject } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { allListed } from '#domain/lib/listed';
import { choicesOf } from '#domain/policy/bundle';
import { bundleContents } from '#words/bundle-words';
import { listBare } from '#words/listing';
import { say } from '#words/say';
import { days } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { Facts } from '../../components/facts';
import { PersonPicker } from '../../components/person-picker';
import { PlanLine, WhoDecides } from '../../components/plan-parts';
import { SectionMessage } from '../../components/section-message';
import { Table } from '../../components/table';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import type { BundleDraft } from './bundle-draft';
import { includesText } from './listed-picker';

export interface TryItProps {
  /** As they are edited, saved or not. */
  readonly listed: readonly RequestableGroupView[];
  readonly bundles: readonly BundleDraft[];
  /** The whole policy as it is edited. */
  readonly edit: () => InputOf<'policy.save'>;
}

/** A bundle or a level of one, a listed group, or a role of the project of the work item. */
type Item =
  | {
      readonly kind: 'bundle';
      readonly id: string;
      readonly name: string;
      readonly bundleId: string;
      readonly levelId: string | undefined;
    }
  | { readonly kind: 'group'; readonly id: string; readonly name: string; readonly groupId: string }
  | {
      readonly kind: 'role';
      readonly id: string;
      readonly name: string;
      readonly role: RoleOption;
      readonly projectId: string;
    };

/** Somebody, something and a work item: what the policy on this page comes to for them, before it is saved. */
export function TryIt({ listed, bundles, edit }: TryItProps) {
  const [person, setPerson] = useState<Person>();
  const [item, setItem] = useState<Item>();
  const [issueKey, setIssueKey] = useState('');
  const [told, setTold] = useState<string>();
  const asked = useRef('');
  const run = useCall(
    (tried: InputOf<'policy.try'>) => callAdmin('policy.try', tried),
    () => setTold(asked.current),
  );
  const offered = bundles.flatMap(itemsOf);
  /** A bundle is called what it is called on the page by now, and goes with it. */
  const chosen = item?.kind === 'bundle' ? offered.find(({ id }) => id === item.id) : item;
  const now = person && chosen && input(edit(), person, chosen, issueKey);
  const key = JSON.stringify(now);
  const find = async (query: string) => {
    const groups = listed
      .filter(({ name }) => includesText(name, query))
      .slice(0, SHOWN)
      .map(({ groupId, name }): Item => ({ kind: 'group', id: groupId, name, groupId }));
    const named = offered.filter(({ name }) => includesText(name, query)).slice(0, SHOWN);
    const there = [...named, ...groups];
    if (issueKey.trim() === '') return { ok: true, value: allListed(there) } as const;
    const roles = await callAdmin('admin.issueRoles', { issueKey });
    // Without roles there are the groups; that there is no such work item is said as it is tried.
    const found = roles.ok ? roles.value : { projectId: '', roles: allListed<RoleOption>([]) };
    const items = found.roles.items
      .filter(({ name }) => includesText(name, query))
      .map(
        (role): Item => ({
          kind: 'role',
          id: role.roleId,
          name: role.name,
          role,
          projectId: found.projectId,
        }),
      );
    return {
      ok: true,
      value: { items: [...there, ...items], unreadable: found.roles.unreadable },
    } as const;
  };
  return (
    <div class="stack">
      <div class="try-fields">
        <PersonPicker<Person>
          id="try-person"
          label={say('Who asks')}
          help={say('For themselves.')}
          placeholder={say('Search people')}
          single
          search={(query) => callAdmin('admin.searchPeople', { query })}
          picked={person === undefined ? [] : [person]}
          onChange={([one]) => setPerson(one)}
        />
        <TextField
          id="try-issue"
          label={say('In which work item')}
          help={say('Its key, such as WEB-1. You have to see it.')}
          most={ISSUE_KEY_MAX}
          value={issueKey}
          onChange={setIssueKey}
        />
        <Combobox<Item>
          id="try-item"
          label={say('For what')}
          help={say(
            'A bundle or a level of one, a listed group, or a role of the work item’s project.',
          )}
          placeholder={say('Search access')}
          single
          search={find}
          keyOf={({ kind, id }) => `${kind} ${id}`}
          nameOf={({ name }) => name}
          sectionOf={sectionOf}
          drawOption={({ name }) => <bdi>{name}</bdi>}
          drawChip={({ name }) => <bdi>{name}</bdi>}
          picked={chosen === undefined ? [] : [chosen]}
          onPick={setItem}
          onRemove={() => setItem(undefined)}
          nothingFound={(query) => say('Nothing listed is called “{query}”.', { query })}
        />
      </div>
      <div>
        <Button
          busy={run.running ? say('Trying…') : undefined}
          disabledReason={
            now === undefined || issueKey.trim() === ''
              ? say('Choose who asks, for what, and in which work item.')
              : undefined
          }
          onClick={() => {
            if (now === undefined) return;
            asked.current = key;
            void run.run(now);
          }}
        >
          {say('Try it')}
        </Button>
      </div>
      <ErrorMessage error={run.error} />
      {run.value !== undefined && run.error === undefined && (
        <Told trial={run.value} isStale={told !== key} />
      )}
    </div>
  );
}

const SHOWN = 50;

const itemsOf = (bundle: BundleDraft): readonly Extract<Item, { readonly kind: 'bundle' }>[] =>
  choicesOf(bundle)
    .filter(({ contents }) => contents.length > 0)
    .map(({ level, name }) => ({
      kind: 'bundle',
      id: `${bundle.id} ${level?.id ?? ''}`,
      name,
      bundleId: bundle.id,
      levelId: level?.id,
    }));

function sectionOf({ kind }: Item): string {
  switch (kind) {
    case 'bundle':
      return say('Bundles');
    case 'group':
      return say('Groups');
    case 'role':
      return say('Project roles');
  }
}

function accessOf(item: Item): InputOf<'policy.try'>['access'] {
  switch (item.kind) {
    case 'bundle':
      return { kind: 'bundle', bundleId: item.bundleId, levelId: item.levelId };
    case 'group':
      return { kind: 'group', groupId: item.groupId };
    case 'role':
      return { kind: 'role', projectId: item.projectId, roleId: item.role.roleId };
  }
}

const input = (
  edit: InputOf<'policy.save'>,
  { accountId }: Person,
  item: Item,
  issueKey: string,
): InputOf<'policy.try'> => ({
  edit,
  accountId,
  issueKey: issueKey.trim(),
  access: accessOf(item),
});

function Told({ trial, isStale }: { readonly trial: TrialView; readonly isStale: boolean }) {
  const { plan, sight, rules, longestTermDays, usualDays, bundle, parts } = trial;
  return (
    <section class="stack" aria-label={say('What comes of it')}>
      <p role="status" class={isStale ? '' : 'hidden'}>
        {isStale
          ? say('Something was changed since: try it again.')
          : say('It was tried: the result is below.')}
      </p>
      {sight !== 'sees' && (
        <SectionMessage
          tone="warning"
          title={
            sight === 'cannotSee'
              ? say('They don’t see this work item, and so can’t ask in it')
              : say('Jira does not tell whether they see this work item')
          }
        />
      )}
      {bundle !== undefined && (
        <p>
          {say('All of {bundle}: {contents}.', {
            bundle,
            contents: bundleContents(parts.map(({ entitlement }) => entitlement)),
          })}
          {parts.some(({ entitlement }) => isOfProject(entitlement)) && (
            <>
              {' '}
              {say(
                'Whether they see projects of its roles besides the work item’s own is not tried.',
              )}
            </>
          )}
        </p>
      )}
      <Table head={[say('Who'), say('Access'), say('What would happen')]}>
        {plan.lines.map((line, position) => (
          <PlanLine line={line} term={{ kind: 'days', days: usualDays }} key={position} />
        ))}
      </Table>
      {bundle !== undefined && (
        <Table head={[say('Access'), say('Rule'), say('Longest term')]}>
          {parts.map((part) => (
            <tr key={entitlementKey(part.entitlement)}>
              <td>
                <EntitlementName entitlement={part.entitlement} />
              </td>
              <td>{ruleWords(part.rules)}</td>
              <td>
                {part.longestTermDays === undefined
                  ? say('Any term')
                  : say('{term} at most', { term: days(part.longestTermDays) })}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Facts>
        {bundle === undefined && (
          <>
            <dt>{say('Rule')}</dt>
            <dd>{ruleWords(rules)}</dd>
          </>
        )}
        <dt>{say('Longest term')}</dt>
        <dd>{longestTermDays === undefined ? say('Any') : days(longestTermDays)}</dd>
        <dt>{say('Begins with')}</dt>
        <dd>{days(usualDays)}</dd>
        {plan.ticketRule !== undefined && (
          <>
            <dt>{say('Reason')}</dt>
            <dd>{say('It has to name a work item.')}</dd>
          </>
        )}
      </Facts>
      <WhoDecides plan={plan} />
    </section>
  );
}

const ruleWords = (rules: readonly string[]) =>
  rules.length === 0 ? say('Everything listed') : listBare(rules);
