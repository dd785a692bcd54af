import { say } from '#words/say';
import './where-it-shows.css';
import { Button } from '../../components/button';
import { Loaded } from '../../components/loaded';
import { Section } from '../../components/section';
import { useLoad } from '../../components/use-load';
import { loadPlaces } from './load-places';
import { Places } from './places';

/** In which projects Jira shows the panel on all work items, for everybody. */
export function WhereItShows() {
  const load = useLoad(loadPlaces);
  const share = load.share ?? 0;
  return (
    <Section
      id="where-title"
      title={say('Where it shows')}
      kind="page"
      beside={
        <Button
          kind="subtle"
          icon="refresh"
          busy={load.loading && load.value !== undefined ? say('Loading…') : undefined}
          onClick={load.reload}
        >
          {say('Refresh')}
        </Button>
      }
    >
      <p>
        {say(
          'Jira shows an app’s panel on a work item only once somebody has added it there. Here you can have Access shown on all work items of a project, for everybody who sees them. Jira does it in your name.',
        )}
      </p>
      <p class="subtle">
        {say(
          'Access on the right of a work item, and Request access in its ••• menu, are always there.',
        )}
      </p>
      <Loaded
        load={load}
        waiting={
          share === 0
            ? say('Loading the projects…')
            : say('Loading the projects: {percent} % read…', { percent: Math.round(share * 100) })
        }
      >
        {(places) => <Places places={places} onChanged={load.reload} />}
      </Loaded>
    </Section>
  );
}
