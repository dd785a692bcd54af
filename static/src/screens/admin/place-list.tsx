import type { PlaceView } from '#contract/views';
import type { Shown } from '#domain/panel/where-shown';
import { say } from '#words/say';
import { Choice } from '../../components/choice';
import { Lozenge } from '../../components/lozenge';
import { useFirst } from '../../components/use-first';

export interface PlaceListProps {
  readonly projects: readonly PlaceView[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (projectId: string, isChosen: boolean) => void;
}

export function PlaceList({ projects, chosen, onChoose }: PlaceListProps) {
  const { first, more } = useFirst(projects);
  if (projects.length === 0) return <p role="status">{say('No project matches.')}</p>;
  return (
    <>
      <fieldset class="choices">
        <legend class="hidden">{say('Projects')}</legend>
        {first.map(({ projectId, key, name, shown }) => (
          <div class="place" key={projectId}>
            <Choice
              kind="checkbox"
              checked={chosen.has(projectId)}
              onChange={(isChosen) => onChoose(projectId, isChosen)}
              help={shown.state === 'notKnown' ? shown.why : undefined}
            >
              <bdi>{name}</bdi> ({key})
            </Choice>
            <ShownLozenge shown={shown} />
          </div>
        ))}
      </fieldset>
      {more}
    </>
  );
}

function ShownLozenge({ shown }: { readonly shown: Shown }) {
  switch (shown.state) {
    case 'shown':
      return (
        <Lozenge tone="success" icon="check">
          {say('Shown')}
        </Lozenge>
      );
    case 'hidden':
      return null;
    case 'notKnown':
      return (
        <Lozenge tone="neutral" icon="warning">
          {say('Not known')}
        </Lozenge>
      );
  }
}
