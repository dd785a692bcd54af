import { useEffect, useState } from 'preact/hooks';
import type { AdminView, ConnectionView, PolicyView } from '#contract/views';
import { type Answer, type CallError, call } from '../../api/call';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { lazy } from '../../components/lazy';
import { type Tab, Tabs } from '../../components/tabs';
import { useNow } from '../../components/use-now';
import type { PolicyFormProps } from '../../forms/policy/policy-form';
import { Help } from './help';
import { Integrations } from './integrations';
import type { PeopleProps } from './people';

type TabName = 'integrations' | 'policy' | 'people' | 'audit' | 'help';
const TABS: readonly Tab<TabName>[] = [
  { name: 'integrations', label: 'Integrations' },
  { name: 'policy', label: 'Access policy' },
  { name: 'people', label: 'People' },
  { name: 'audit', label: 'Audit' },
  { name: 'help', label: 'Help and support' },
];

const PolicyForm = lazy<PolicyFormProps>(() =>
  import('../../forms/policy/policy-form').then((part) => part.PolicyForm),
);
const People = lazy<PeopleProps>(() => import('./people').then((part) => part.People));
const Audit = lazy<{ readonly now: number }>(() => import('./audit').then((part) => part.Audit));

export function AdminScreen({ first }: { readonly first: Promise<Answer<AdminView>> }) {
  const [loaded, setLoaded] = useState<{ readonly view: AdminView; readonly readAt: number }>();
  const [error, setError] = useState<CallError>();
  const take = (answer: Answer<AdminView>) => {
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setLoaded({ view: answer.value, readAt: Date.now() });
  };
  useEffect(() => void first.then(take), []);
  if (loaded !== undefined) return <Loaded view={loaded.view} readAt={loaded.readAt} />;
  if (error === undefined) {
    return (
      <p class="loading" role="status">
        Loading…
      </p>
    );
  }
  return (
    <ErrorMessage error={error}>
      <Button onClick={() => void call('admin.load', {}).then(take)}>Try again</Button>
    </ErrorMessage>
  );
}

function Loaded({ view, readAt }: { readonly view: AdminView; readonly readAt: number }) {
  const now = useNow({ now: view.now, readAt });
  const [tab, setTab] = useState<TabName>('integrations');
  const [connection, setConnection] = useState<ConnectionView | undefined>(view.connection);
  const [policy, setPolicy] = useState<PolicyView>(view.policy);
  const [policyChanged, setPolicyChanged] = useState(false);
  // What was opened stays: a form that is half filled in survives a look at another tab.
  const [opened, setOpened] = useState<ReadonlySet<TabName>>(new Set<TabName>(['integrations']));
  const choose = (name: TabName) => {
    setOpened(new Set([...opened, name]));
    setTab(name);
  };
  const tabs = TABS.map((one) =>
    one.name === 'policy' && policyChanged ? { ...one, label: `${one.label} (not saved)` } : one,
  );
  const panel = (name: TabName) => ({
    role: 'tabpanel' as const,
    id: `tab-panel-${name}`,
    'aria-labelledby': `tab-${name}`,
    hidden: tab !== name,
  });
  return (
    <div class="stack">
      <header class="page-head">
        <h1>Multiplier</h1>
        <p class="subtle">
          Let people ask for access in Jira issues, have project leads decide, and have what was
          approved done for you.
        </p>
      </header>
      <Tabs label="Configuration" tabs={tabs} current={tab} onChoose={choose} />
      <div {...panel('integrations')}>
        <Integrations
          siteUrl={view.siteUrl}
          connection={connection}
          now={now}
          onConnection={setConnection}
          onPolicy={() => choose('policy')}
          policyIsEmpty={policy.requestableGroups.length === 0}
        />
      </div>
      <div {...panel('policy')}>
        {opened.has('policy') && (
          <PolicyForm
            policy={policy}
            connected={connection !== undefined}
            onSaved={setPolicy}
            onChanged={setPolicyChanged}
          />
        )}
      </div>
      <div {...panel('people')}>
        {opened.has('people') && (
          <People connection={connection} now={now} onIntegrations={() => choose('integrations')} />
        )}
      </div>
      <div {...panel('audit')}>{opened.has('audit') && <Audit now={now} />}</div>
      <div {...panel('help')}>{opened.has('help') && <Help />}</div>
    </div>
  );
}
