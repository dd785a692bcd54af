import { useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import { say } from '#words/say';
import { Loaded } from '../../components/loaded';
import { Tabs } from '../../components/tabs';
import { useLoad } from '../../components/use-load';
import { useNow } from '../../components/use-now';
import { Asked } from './asked';
import { type LoadedAccess, loadAccess } from './load-access';
import { ToDecide } from './to-decide';

/** What concerns whoever looks: what waits for their decision, and what they have asked for. */
export function AccessScreen({ first }: { readonly first: Promise<Answer<LoadedAccess>> }) {
  const load = useLoad(loadAccess, '', { first });
  return (
    <Loaded load={load}>
      {(loaded) => <LoadedScreen key={loaded.readAt} loaded={loaded} reload={load.reload} />}
    </Loaded>
  );
}

type TabName = 'toDecide' | 'asked';

function LoadedScreen({
  loaded,
  reload,
}: {
  readonly loaded: LoadedAccess;
  readonly reload: () => void;
}) {
  const [tab, setTab] = useState<TabName>('toDecide');
  const now = useNow(loaded);
  const shared = { now, viewer: loaded.viewer.accountId, siteUrl: loaded.siteUrl };
  const tabs = [
    { name: 'toDecide', label: say('Waiting for me') },
    { name: 'asked', label: say('My requests') },
  ] as const;
  return (
    <div class="stack">
      <h1>{say('Access')}</h1>
      <Tabs label={say('Access')} tabs={tabs} current={tab} onChoose={setTab} />
      <div role="tabpanel" id={`tab-panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'toDecide' ? (
          <ToDecide first={loaded.toDecide} reload={reload} {...shared} />
        ) : (
          <Asked {...shared} />
        )}
      </div>
    </div>
  );
}
