import { useState } from 'preact/hooks';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { TextField } from '../../components/text-field';
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
  const none = picked.length === 0 ? say('Choose projects first.') : undefined;
  const busy = panel.busy ? say('Jira is working…') : undefined;
  return (
    <>
      <Told places={places} missing={missing.length} />
      <div class="row row-top">
        <Button
          kind="primary"
          busy={busy}
          disabledReason={
            missing.length === 0 ? say('There is none left to show it in.') : undefined
          }
          onClick={() => panel.begin('show', missing)}
        >
          {places.isAll
            ? say('Show in all projects')
            : say('Show in these {count} projects', { count: projects.length })}
        </Button>
      </div>
      <PanelChangeNews panel={panel} />
      <ErrorMessage error={panel.refused} />
      {notTold !== undefined && (
        <SectionMessage tone="warning" title={say('Jira does not say where the panel is shown')}>
          <p>
            {say(
              'Jira says: “{words}” You can have it shown all the same; look at a work item of the project to see whether it is.',
              { words: notTold },
            )}
          </p>
        </SectionMessage>
      )}
      <TextField
        id="where-search"
        type="search"
        label={say('Search projects')}
        placeholder={say('Name or key')}
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
          {none === undefined
            ? say('Show in {count, plural, one {# project} other {# projects}}', {
                count: picked.length,
              })
            : say('Show in the chosen')}
        </Button>
        <Button
          kind="subtle"
          busy={busy}
          disabledReason={none}
          onClick={() => panel.begin('hide', picked)}
        >
          {none === undefined
            ? say('Hide in {count, plural, one {# project} other {# projects}}', {
                count: picked.length,
              })
            : say('Hide in the chosen')}
        </Button>
      </div>
      <details class="how-to" open={panel.refused?.code === 'panelRefused'}>
        <summary>{say('How to do it by hand')}</summary>
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
          {say('Shown in {shown} of {count, plural, one {# project} other {# projects}}.', {
            shown: projects.length - missing,
            count: projects.length,
          })}
        </p>
      )}
      {unreadable > 0 && (
        <p class="subtle">
          {say(
            '{count, plural, one {# project can’t be read and is left out.} other {# projects can’t be read and are left out.}}',
            { count: unreadable },
          )}
        </p>
      )}
      {!isAll && (
        <p class="subtle">
          {say('This site has more projects than are listed here. For the others, do it by hand.')}
        </p>
      )}
    </>
  );
}
