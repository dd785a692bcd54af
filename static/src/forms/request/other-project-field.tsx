import { useState } from 'preact/hooks';
import type { ProjectOption } from '#contract/views';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { callForm } from '../../api/callers';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { ErrorMessage } from '../../components/error-message';
import { useCall } from '../../components/use-call';
import { saidLeftOut } from '../../words/left-out';
import { type AccessOption, roleOption } from './access-option';

/** Where roles of any project may be asked for: brings those of another project into the list. */
export function OtherProjectField({
  issueId,
  onRoles,
}: {
  readonly issueId: string;
  readonly onRoles: (roles: readonly AccessOption[]) => void;
}) {
  const [open, setOpen] = useState(false);
  const [projects, setProjects] = useState<readonly ProjectOption[]>([]);
  const [unreadable, setUnreadable] = useState(0);
  const add = useCall(
    ({ projectId }: ProjectOption) => callForm('roles.list', { issueId, projectId }),
    (roles, project) => {
      setProjects((all) => [...all, project]);
      setUnreadable((before) => before + roles.unreadable);
      onRoles(roles.items.map((role) => roleOption(project, role)));
    },
  );

  if (!open) {
    return (
      <div>
        <Button kind="link" icon="plus" onClick={() => setOpen(true)}>
          {say('Roles of another project')}
        </Button>
      </div>
    );
  }
  return (
    <div class="stack-tight">
      <Combobox<ProjectOption>
        id="ask-project"
        label={say('Roles of another project')}
        placeholder={say('Search projects')}
        help={
          projects.length === 0
            ? say('Its roles are then listed above.')
            : say('Listed above: roles of {names}.', {
                names: listNames(projects.map(({ name }) => name)),
              })
        }
        single
        search={(query) => callForm('projects.search', { issueId, query })}
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
    </div>
  );
}
