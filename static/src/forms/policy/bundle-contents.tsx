import { useState } from 'preact/hooks';
import type { ProjectOption, RequestableGroupView, RoleOption } from '#contract/views';
import { type ExistingEntitlement, entitlementKey } from '#domain/action/entitlement';
import { allListed } from '#domain/lib/listed';
import { nameEntitlement } from '#words/access-names';
import { wordsOf } from '#words/entitlement-words';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Combobox } from '../../components/combobox';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { Lozenge } from '../../components/lozenge';
import { useCall } from '../../components/use-call';
import { saidLeftOut } from '../../words/left-out';
import { includesText } from './listed-picker';

/** Found at once. */
const SHOWN = 50;

export interface ContentsFieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly contents: readonly ExistingEntitlement[];
  /** Those that can be asked for, of which is chosen. */
  readonly listed: readonly RequestableGroupView[];
  /** Those that were looked up. */
  readonly roles: readonly ExistingEntitlement[];
  readonly error: string | undefined;
  readonly onChange: (contents: readonly ExistingEntitlement[]) => void;
}

/** What is in a bundle, or in a level of it: of what is listed, and of roles that were looked up. */
export function ContentsField({
  id,
  label,
  help,
  contents,
  listed,
  roles,
  error,
  onChange,
}: ContentsFieldProps) {
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
      id={id}
      label={label}
      help={help}
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
export function RolesOfProject({
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
