import type { NamedProject } from '#domain/policy/rule';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Combobox } from '../../components/combobox';
import { Lozenge } from '../../components/lozenge';

/** Projects of the Jira that the app is in, by name or key. */
export function ProjectPicker({
  id,
  label,
  help,
  error,
  gone,
  picked,
  onChange,
}: {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  /** The ids of those that are not there any more. */
  readonly gone: ReadonlySet<string>;
  readonly picked: readonly NamedProject[];
  readonly onChange: (picked: readonly NamedProject[]) => void;
}) {
  return (
    <Combobox<NamedProject>
      id={id}
      label={label}
      help={help}
      error={error}
      placeholder={picked.length === 0 ? say('Search projects') : say('Add another')}
      search={(query) => callAdmin('admin.searchProjects', { query })}
      keyOf={({ projectId }) => projectId}
      nameOf={({ name }) => name}
      drawOption={({ name, key }) => (
        <span>
          <bdi>{name}</bdi> <span class="small">{key}</span>
        </span>
      )}
      drawChip={({ projectId, name }) => (
        <>
          <bdi>{name}</bdi>
          {gone.has(projectId) && (
            <Lozenge tone="warning" icon="warning">
              {say('No longer there')}
            </Lozenge>
          )}
        </>
      )}
      picked={picked}
      onPick={({ projectId, key, name }) => onChange([...picked, { projectId, key, name }])}
      onRemove={(project) =>
        onChange(picked.filter(({ projectId }) => projectId !== project.projectId))
      }
      nothingFound={(query) => say('No project that you can see is called “{query}”.', { query })}
    />
  );
}
