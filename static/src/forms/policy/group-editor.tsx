import { useEffect, useRef } from 'preact/hooks';
import type { DescribedGroupView, RequestableGroupView } from '#contract/views';
import type { Person } from '#domain/action/person';
import type { Ruling } from '#domain/policy/ruling';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Facts } from '../../components/facts';
import { PersonPicker } from '../../components/person-picker';
import { focusOn } from '../focus-on';
import { GroupMarks, isMarked, lockedFor } from './group-marks';
import { LookedUp, NotKnown, seatInShort, termInShort } from './group-table';
import { ruleFieldId } from './rule-problems';
import { ruledGroup } from './ruled-group';
import type { GroupFacts } from './use-group-facts';

export interface GroupEditorProps {
  readonly id: string;
  readonly group: RequestableGroupView;
  readonly ruling: Ruling;
  readonly connected: boolean;
  readonly facts: GroupFacts;
  readonly known: DescribedGroupView | undefined;
  readonly onUnlock: (group: DescribedGroupView) => void;
  readonly onOwners: (owners: readonly Person[]) => void;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

/** All that is known and can be said of one listed group. */
export function GroupEditor(props: GroupEditorProps) {
  const { id, group, connected, known, onClose } = props;
  const { groupId, name, owners } = group;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [groupId]);
  const locked = lockedFor(group, known);
  return (
    <section
      id={id}
      class="group-editor"
      aria-labelledby={`${id}-title`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <div class="group-editor-head">
        <h4 id={`${id}-title`} tabIndex={-1} ref={heading}>
          <bdi>{name}</bdi>
        </h4>
        <Button kind="subtle" about={name} onClick={onClose}>
          {say('Close')}
        </Button>
      </div>
      {isMarked(group, known) && (
        <div class="row">
          <GroupMarks group={group} known={known} inFull />
          {locked.length > 0 && known !== undefined && (
            <Button kind="link" about={name} onClick={() => props.onUnlock(known)}>
              {say('Unlock…')}
            </Button>
          )}
        </div>
      )}
      <GroupFactList {...props} />
      {connected && (
        <PersonPicker<Person>
          id={`owners-${groupId}`}
          label={say('Owners of {name}', { name })}
          help={say(
            'Asked to decide where a rule asks the owner of the group. Any one of them can.',
          )}
          placeholder={owners.length === 0 ? say('Search people') : say('Add another')}
          search={(query) => callAdmin('admin.searchPeople', { query })}
          picked={owners}
          onChange={props.onOwners}
        />
      )}
      <div>
        <Button onClick={props.onRemove}>{say('Remove {name} from the list', { name })}</Button>
      </div>
    </section>
  );
}

function GroupFactList({ group, ruling, connected, facts, known }: GroupEditorProps) {
  const { rules, longestTermDays } = ruledGroup(ruling, group);
  const missing = facts.described.loading ? <LookedUp /> : <NotKnown />;
  return (
    <Facts>
      {connected && (
        <>
          <dt>{say('Members')}</dt>
          <dd>{known?.members ?? missing}</dd>
          <dt>{say('Opens')}</dt>
          <dd>
            <Opens facts={facts} groupId={group.groupId} />
          </dd>
          <dt>{say('Seat')}</dt>
          <dd>{known === undefined ? missing : seatInShort(known.givesProductAccess)}</dd>
        </>
      )}
      <dt>{say('Rule')}</dt>
      <dd>
        {rules.length === 0 ? (
          say('Everything listed')
        ) : (
          <ul>
            {rules.map(({ id, name }) => (
              <li key={id}>
                <Button
                  kind="link"
                  onClick={() => focusOn(document.getElementById(ruleFieldId(id, 'name')))}
                >
                  <bdi>{name}</bdi>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </dd>
      <dt>{say('Longest term')}</dt>
      <dd>{termInShort(longestTermDays)}</dd>
    </Facts>
  );
}

function Opens({ facts, groupId }: { readonly facts: GroupFacts; readonly groupId: string }) {
  if (facts.opensAre === 'lookedUp') return <LookedUp />;
  if (facts.opensAre === 'notKnown') return <NotKnown />;
  const opens = facts.opens.get(groupId);
  if (opens === undefined) return <>{say('No project through a role.')}</>;
  const { roles, projects } = opens;
  const hidden = projects - new Set(roles.map(({ projectName }) => projectName)).size;
  return (
    <ul>
      {roles.map(({ projectName, name }) => (
        <li key={`${projectName} ${name}`}>
          {say('{role} in {project}', { role: name, project: projectName })}
        </li>
      ))}
      {hidden > 0 && (
        <li>
          {say('{count, plural, one {# project} other {# projects}} you can’t see.', {
            count: hidden,
          })}
        </li>
      )}
    </ul>
  );
}
