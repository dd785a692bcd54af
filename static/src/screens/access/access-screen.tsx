import { useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { lazy } from '../../components/lazy';
import { Loaded } from '../../components/loaded';
import { Tabs } from '../../components/tabs';
import { useLoad } from '../../components/use-load';
import { useNow } from '../../components/use-now';
import { isTheirs } from '../../forms/decision/is-theirs';
import { Asked } from './asked';
import { type LoadedAccess, loadAccess } from './load-access';
import type { MyAccessProps } from './my-access';
import { ToDecide } from './to-decide';
import type { ToReviewProps } from './to-review';
import { type OwnRequests, useOwnRequests } from './use-own-requests';

/** What concerns whoever looks: what waits for their decision, what they have asked for, and what they have. */
export function AccessScreen({ first }: { readonly first: Promise<Answer<LoadedAccess>> }) {
  const load = useLoad(loadAccess, '', { first });
  return <Loaded load={load}>{(loaded) => <LoadedScreen loaded={loaded} />}</Loaded>;
}

type TabName = 'toDecide' | 'asked' | 'held' | 'away';

/** Fetched when it is first opened: whoever decides does not wait for it. */
const MyAccess = lazy<MyAccessProps>(() => import('./my-access').then((part) => part.MyAccess));

const ToReview = lazy<ToReviewProps>(() => import('./to-review').then((part) => part.ToReview));

const Away = lazy<object>(() => import('./away').then((part) => part.Away));

function LoadedScreen({ loaded }: { readonly loaded: LoadedAccess }) {
  const [tab, setTab] = useState<TabName>('toDecide');
  // Read when it is first opened; from then on they stay, with all that is begun in them.
  const [opened, setOpened] = useState<readonly TabName[]>(['toDecide']);
  const now = useNow(loaded);
  const shared = { now, viewer: loaded.viewer.accountId, siteUrl: loaded.siteUrl };
  const toDecide = useOwnRequests(
    (at) => callAccess('access.toDecide', at),
    loaded.toDecide,
    tab === 'toDecide',
  );
  const tabs = [
    { name: 'toDecide', label: say('Waiting for me'), badge: howMany(toDecide) },
    { name: 'asked', label: say('My requests') },
    { name: 'held', label: say('My access') },
    { name: 'away', label: say('While I am away') },
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
          if (!opened.includes(name)) setOpened([...opened, name]);
        }}
      />
      <div {...panelOf('toDecide')}>
        {loaded.reviews > 0 && <ToReview isShown={tab === 'toDecide'} {...shared} />}
        <ToDecide list={toDecide} isNothing={loaded.reviews === 0} {...shared} />
      </div>
      <div {...panelOf('asked')}>
        {opened.includes('asked') && <Asked isShown={tab === 'asked'} {...shared} />}
      </div>
      <div {...panelOf('held')}>
        {opened.includes('held') && <MyAccess siteUrl={loaded.siteUrl} isShown={tab === 'held'} />}
      </div>
      <div {...panelOf('away')}>{opened.includes('away') && <Away />}</div>
    </div>
  );
}

/** How many wait, as far as they are read; nothing where none does. */
function howMany({ requests, hasMore }: OwnRequests): string | undefined {
  const count = requests.filter(isTheirs).length;
  if (hasMore) return say('{count} and more', { count });
  return count === 0 ? undefined : say('{count}', { count });
}
