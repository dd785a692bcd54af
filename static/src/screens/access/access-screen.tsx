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
  return <Loaded load={load}>{(loaded) => <LoadedScreen loaded={loaded} />}</Loaded>;
}

type TabName = 'toDecide' | 'asked';

function LoadedScreen({ loaded }: { readonly loaded: LoadedAccess }) {
  const [tab, setTab] = useState<TabName>('toDecide');
  // Read when it is first opened; from then on both stay, with all that is begun in them.
  const [isAskedOpened, setAskedOpened] = useState(false);
  const now = useNow(loaded);
  const shared = { now, viewer: loaded.viewer.accountId, siteUrl: loaded.siteUrl };
  const tabs = [
    { name: 'toDecide', label: say('Waiting for me') },
    { name: 'asked', label: say('My requests') },
  ] as const;
  const panelOf = (name: TabName) => ({
    role: 'tabpanel' as const,
    id: `tab-panel-${name}`,
    'aria-labelledby': `tab-${name}`,
    hidden: tab !== name,
  });
  return (
    <div class="stack">
      <h1>{say('Access')}</h1>
      <Tabs
        label={say('Access')}
        tabs={tabs}
        current={tab}
        onChoose={(name) => {
          setTab(name);
          if (name === 'asked') setAskedOpened(true);
        }}
      />
      <div {...panelOf('toDecide')}>
        <ToDecide first={loaded.toDecide} isShown={tab === 'toDecide'} {...shared} />
      </div>
      <div {...panelOf('asked')}>
        {isAskedOpened && <Asked isShown={tab === 'asked'} {...shared} />}
      </div>
    </div>
  );
}
