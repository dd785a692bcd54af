import { useState } from 'preact/hooks';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { TextField } from '../../components/text-field';
import { count, grouped } from '../../words/listing';
import type { Places as LoadedPlaces } from './load-places';
import { PanelByHand } from './panel-by-hand';
import { PanelChangeNews } from './panel-change-news';
import { PlaceList } from './place-list';
import { usePanelChange } from './use-panel-change';

export interface PlacesProps {
  readonly places: LoadedPlaces;
  readonly onChanged: () => void;
}

/** The projects to choose from, and what is done with those that are chosen. */
export function Places({ places, onChanged }: PlacesProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const panel = usePanelChange(() => {
    setChosen(new Set());
    onChanged();
  });
  const { projects, notTold } = places;
  const missing = projects.filter(({ shown }) => shown.state !== 'shown');
  const matching = projects.filter(({ key, name }) => matches(query, key, name));
  const picked = projects.filter(({ projectId }) => chosen.has(projectId));
  const none = picked.length === 0 ? 'Choose projects first.' : undefined;
  const busy = panel.busy ? 'Jira is at work…' : undefined;
  return (
    <>
      <Told places={places} missing={missing.length} />
      <div class="row row-top">
        <Button
          kind="primary"
          busy={busy}
          disabledReason={missing.length === 0 ? 'There is none left to show it in.' : undefined}
          onClick={() => panel.begin('show', missing)}
        >
          {places.isAll
            ? 'Show in all projects'
            : `Show in these ${grouped(projects.length)} projects`}
        </Button>
      </div>
      <PanelChangeNews panel={panel} />
      <ErrorMessage error={panel.refused} />
      {notTold !== undefined && (
        <SectionMessage tone="warning" title="Jira does not say where the panel is shown">
          <p>
            Jira says: “{notTold}” You can have it shown all the same; whether it is, you see on a
            work item of the project.
          </p>
        </SectionMessage>
      )}
      <TextField
        id="where-search"
        type="search"
        label="Search projects"
        placeholder="Name or key"
        value={query}
        onChange={setQuery}
      />
      <PlaceList
        key={query}
        projects={matching}
        chosen={chosen}
        onChoose={(projectId, isChosen) => {
          const next = new Set(chosen);
          if (isChosen) next.add(projectId);
          else next.delete(projectId);
          setChosen(next);
        }}
      />
      <div class="row row-top">
        <Button busy={busy} disabledReason={none} onClick={() => panel.begin('show', picked)}>
          {none === undefined ? `Show in ${count(picked.length, 'project')}` : 'Show in the chosen'}
        </Button>
        <Button
          kind="subtle"
          busy={busy}
          disabledReason={none}
          onClick={() => panel.begin('hide', picked)}
        >
          {none === undefined ? `Hide in ${count(picked.length, 'project')}` : 'Hide in the chosen'}
        </Button>
      </div>
      <details class="how-to" open={panel.refused?.code === 'panelRefused'}>
        <summary>How to do it by hand</summary>
        <PanelByHand />
      </details>
    </>
  );
}

function matches(query: string, key: string, name: string): boolean {
  const words = query.trim().toLowerCase();
  return key.toLowerCase().includes(words) || name.toLowerCase().includes(words);
}

function Told({
  places: { projects, unreadable, isAll, notTold },
  missing,
}: {
  readonly places: LoadedPlaces;
  readonly missing: number;
}) {
  return (
    <>
      {notTold === undefined && (
        <p role="status">
          Shown in {grouped(projects.length - missing)} of {count(projects.length, 'project')}.
        </p>
      )}
      {unreadable > 0 && (
        <p class="subtle">
          {count(unreadable, 'project')} can’t be read and {unreadable === 1 ? 'is' : 'are'} left
          out.
        </p>
      )}
      {!isAll && (
        <p class="subtle">
          This site has more projects than are listed here. For the others, do it by hand.
        </p>
      )}
    </>
  );
}
