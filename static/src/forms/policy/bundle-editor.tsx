import { useState } from 'preact/hooks';
import type { ProjectOption, RequestableGroupView, RoleOption } from '#contract/views';
import { type ExistingEntitlement, entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { allListed } from '#domain/lib/listed';
import { BUNDLE_DESCRIPTION_MAX } from '#domain/policy/judge-bundle';
import { POLICY_NAME_MAX } from '#domain/policy/rule-name';
import { nameEntitlement } from '#words/access-names';
import { wordsOf } from '#words/entitlement-words';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Combobox } from '../../components/combobox';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { Lozenge } from '../../components/lozenge';
import { PersonPicker } from '../../components/person-picker';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { saidLeftOut } from '../../words/left-out';
import type { BundleDraft } from './bundle-draft';
import { type BundleProblems, bundleFieldId } from './bundle-problems';
import { includesText } from './listed-picker';

export interface BundleEditorProps {
  readonly bundle: BundleDraft;
  /** Those that can be asked for, of which a bundle chooses. */
  readonly listed: readonly RequestableGroupView[];
  /** What is wrong with it, each at its field. */
  readonly problems: BundleProblems;
  readonly onChange: (bundle: BundleDraft) => void;
}

/** Found at once. */
const SHOWN = 50;

/** What a bundle says, part by part. */
export function BundleEditor({ bundle, listed, problems, onChange }: BundleEditorProps) {
  const [roles, setRoles] = useState<readonly ExistingEntitlement[]>([]);
  const { id, owner } = bundle;
  const put = (over: Partial<BundleDraft>) => onChange({ ...bundle, ...over });
  return (
    <div class="stack">
      <TextField
        id={bundleFieldId(id, 'name')}
        label={say('Name')}
        help={say('In plain words, as people would ask for it: “Developer, read only”.')}
        error={problems.get('name')}
        most={POLICY_NAME_MAX}
        value={bundle.name}
        onChange={(name) => put({ name })}
      />
      <TextField
        id={bundleFieldId(id, 'description')}
        label={say('Description')}
        help={say('For whom it is, in a sentence.')}
        error={problems.get('description')}
        most={BUNDLE_DESCRIPTION_MAX}
        value={bundle.description}
        onChange={(description) => put({ description })}
      />
      <PersonPicker<Person>
        id={bundleFieldId(id, 'owner')}
        label={say('Owner')}
        help={say(
          'Answers for what is in it. Named to whoever asks and whoever decides; decides nothing by it.',
        )}
        error={problems.get('owner')}
        placeholder={owner === undefined ? say('Search people') : say('Somebody else')}
        single
        search={(query) => callAdmin('admin.searchPeople', { query })}
        picked={owner === undefined ? [] : [owner]}
        onChange={([now]) => put({ owner: now })}
      />
      <Contents
        bundle={bundle}
        listed={listed}
        roles={roles}
        error={problems.get('contents')}
        onChange={(contents) => put({ contents })}
      />
      <RolesOfProject
        id={`bundle-${id}-project`}
        onRoles={(more) => {
          setRoles((all) => [...all, ...more]);
          document.getElementById(bundleFieldId(id, 'contents'))?.focus();
        }}
      />
    </div>
  );
}

function Contents({
  bundle,
  listed,
  roles,
  error,
  onChange,
}: Pick<BundleEditorProps, 'bundle' | 'listed'> & {
  /** Those that were looked up. */
  readonly roles: readonly ExistingEntitlement[];
  readonly error: string | undefined;
  readonly onChange: (contents: BundleDraft['contents']) => void;
}) {
  const { id, contents } = bundle;
  const groups = listed.map(
    ({ groupId, name }): ExistingEntitlement => ({ kind: 'group', groupId, name }),
  );
  const isListed = new Set(groups.map(entitlementKey));
  const find = async (query: string) => {
    const found = [...groups, ...roles].filter((one) => includesText(wordsOf(one).search(), query));
    return { ok: true, value: allListed(found.slice(0, SHOWN)) } as const;
  };
  return (
    <Combobox<ExistingEntitlement>
      id={bundleFieldId(id, 'contents')}
      label={say('What is in it')}
      help={say(
        'Listed groups, and roles of projects that you look up below. Each is asked for as if it had been chosen by itself: by its own rules, from its own approvers.',
      )}
      error={error}
      placeholder={contents.length === 0 ? say('Search listed groups') : say('Add another')}
      search={find}
      keyOf={entitlementKey}
      nameOf={nameEntitlement}
      sectionOf={(one) => wordsOf(one).section()}
      drawOption={(one) => <EntitlementName entitlement={one} />}
      drawChip={(one) => (
        <>
          <EntitlementName entitlement={one} />
          {one.kind === 'group' && !isListed.has(entitlementKey(one)) && (
            <Lozenge tone="warning" icon="warning">
              {say('Not listed')}
            </Lozenge>
          )}
        </>
      )}
      picked={contents}
      onPick={(one) => onChange([...contents, one])}
      onRemove={(one) =>
        onChange(contents.filter((other) => entitlementKey(other) !== entitlementKey(one)))
      }
      nothingFound={(query) =>
        say('No listed group, and no role that was looked up, is called “{query}”.', { query })
      }
    />
  );
}

/** Brings the roles of a project of the connected site into the list. */
function RolesOfProject({
  id,
  onRoles,
}: {
  readonly id: string;
  readonly onRoles: (roles: readonly ExistingEntitlement[]) => void;
}) {
  const [projects, setProjects] = useState<readonly ProjectOption[]>([]);
  const [unreadable, setUnreadable] = useState(0);
  const add = useCall(
    ({ projectId }: ProjectOption) => callAdmin('admin.siteRoles', { projectId }),
    (roles, project) => {
      setProjects((all) => [...all, project]);
      setUnreadable((before) => before + roles.unreadable);
      onRoles(roles.items.map((role) => roleOf(project, role)));
    },
  );
  return (
    <>
      <Combobox<ProjectOption>
        id={id}
        label={say('Roles of a project')}
        placeholder={say('Search projects')}
        help={
          projects.length === 0
            ? say('Its roles can then be chosen above.')
            : say('To be chosen above: roles of {names}.', {
                names: listNames(projects.map(({ name }) => name)),
              })
        }
        single
        search={(query) => callAdmin('admin.siteProjects', { query })}
        keyOf={({ projectId }) => projectId}
        nameOf={({ name }) => name}
        drawOption={({ name, key }) => (
          <span>
            <bdi>{name}</bdi> <span class="small">{key}</span>
          </span>
        )}
        picked={projects}
        onPick={(project) => void add.run(project)}
        onRemove={() => undefined}
        nothingFound={(query) => say('No project that you can see is called “{query}”.', { query })}
      />
      {unreadable > 0 && (
        <p class="subtle" role="status">
          {saidLeftOut(unreadable)}
        </p>
      )}
      <ErrorMessage error={add.error} />
    </>
  );
}

const roleOf = (
  { projectId, key, name }: ProjectOption,
  role: RoleOption,
): ExistingEntitlement => ({
  kind: 'role',
  projectId,
  projectKey: key,
  projectName: name,
  roleId: role.roleId,
  name: role.name,
});
