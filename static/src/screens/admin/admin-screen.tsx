import { useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import type { AdminView, ConnectionView, PolicyView } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { lazy } from '../../components/lazy';
import { Loaded } from '../../components/loaded';
import { SectionMessage } from '../../components/section-message';
import { Tabs } from '../../components/tabs';
import { useLoad } from '../../components/use-load';
import { useNow } from '../../components/use-now';
import type { PolicyFormProps } from '../../forms/policy/policy-form';
import { adminTabs, type TabName, tabAt } from './admin-tabs';
import { AdminsNotReached } from './admins-not-reached';
import type { AuditProps } from './audit';
import { BeforeUninstall } from './before-uninstall';
import type { CheckInstallationProps } from './check-installation';
import { Delayed } from './delayed';
import { Help } from './help';
import { Integrations } from './integrations';
import { type LoadedAdmin, loadAdmin } from './load-admin';
import { MissingAccess } from './missing-access';
import type { NeedsALookProps } from './needs-a-look';
import { OpenReviews } from './open-reviews';
import { OverdueAccess } from './overdue-access';
import type { PeopleProps } from './people';
import type { RequestsProps } from './requests-props';
import { useAddress } from './use-address';

const PolicyForm = lazy<PolicyFormProps>(() =>
  import('../../forms/policy/policy-form').then((part) => part.PolicyForm),
);
const AskedLately = lazy<{ readonly policy: PolicyView }>(() =>
  import('./asked-lately').then((part) => part.AskedLately),
);
const UndecidedProjects = lazy<object>(() =>
  import('./undecided-projects').then((part) => part.UndecidedProjects),
);
const CheckInstallation = lazy<CheckInstallationProps>(() =>
  import('./check-installation').then((part) => part.CheckInstallation),
);
const WhereItShows = lazy<object>(() =>
  import('./where-it-shows').then((part) => part.WhereItShows),
);
const People = lazy<PeopleProps>(() => import('./people').then((part) => part.People));
const Requests = lazy<RequestsProps>(() => import('./requests').then((part) => part.Requests));
const Audit = lazy<AuditProps>(() => import('./audit').then((part) => part.Audit));
const PersonalData = lazy<object>(() =>
  import('./personal-data').then((part) => part.PersonalData),
);
const NeedsALook = lazy<NeedsALookProps>(() =>
  import('./needs-a-look').then((part) => part.NeedsALook),
);

export function AdminScreen({ first }: { readonly first: Promise<Answer<LoadedAdmin>> }) {
  const load = useLoad(loadAdmin, '', { first });
  return (
    <Loaded load={load}>
      {(loaded) => <LoadedScreen key={loaded.readAt} {...loaded} onReload={load.reload} />}
    </Loaded>
  );
}

function LoadedScreen({ view, readAt, onReload }: LoadedAdmin & { readonly onReload: () => void }) {
  const now = useNow({ now: view.now, readAt });
  const [tab, setTab] = useState<TabName>('integrations');
  const [connection, setConnection] = useState<ConnectionView | undefined>(view.connection);
  const [policy, setPolicy] = useState<PolicyView | undefined>(view.policy);
  const [policyChanged, setPolicyChanged] = useState(false);
  // What was opened stays: a form that is half filled in survives a look at another tab.
  const [opened, setOpened] = useState<ReadonlySet<TabName>>(new Set<TabName>(['integrations']));
  const show = (name: TabName) => {
    setOpened((before) => new Set([...before, name]));
    setTab(name);
  };
  const [auditSearch, setAuditSearch] = useState('');
  const address = useAddress(({ pathname, search }) => {
    const name = tabAt(pathname);
    if (name === 'audit') setAuditSearch(search);
    show(name);
  });
  const choose = (name: TabName) => {
    if (name !== tab) address.push({ pathname: `/${name}`, search: '' });
    show(name);
  };
  const settleConnection = async (next: ConnectionView | undefined) => {
    setConnection(next);
    if (next?.instanceUrl === connection?.instanceUrl) return;
    // The policy says of each group what counts on the connected site.
    const answer = await callAdmin('admin.load', {});
    if (answer.ok) setPolicy(answer.value.policy);
  };
  const tabs = adminTabs().map((one) =>
    one.name === 'policy' && policyChanged
      ? { ...one, label: say('{label} (not saved)', { label: one.label }) }
      : one,
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
        <h1>{say('Multiplier')}</h1>
        <p class="subtle">
          {say(
            'Let people ask for access in Jira work items, have project leads decide, and have what was approved done for you.',
          )}
        </p>
      </header>
      <Tabs label={say('Configuration')} tabs={tabs} current={tab} onChoose={choose} />
      {view.unreadable.length > 0 && (
        <Unreadable what={view.unreadable} onLook={() => choose('look')} />
      )}
      <div {...panel('integrations')}>
        <Delayed
          connection={connection}
          overdue={view.overdue}
          missing={view.missing}
          siteUrl={view.siteUrl}
          now={now}
        />
        <OpenReviews siteUrl={view.siteUrl} now={now} />
        <OverdueAccess overdue={view.overdue} siteUrl={view.siteUrl} />
        <MissingAccess missing={view.missing} siteUrl={view.siteUrl} />
        <AdminsNotReached notReached={view.adminsNotReached} />
        <div class="stack">
          <Integrations
            siteUrl={view.siteUrl}
            connection={connection}
            now={now}
            onConnection={settleConnection}
            onPolicy={() => choose('policy')}
            policyIsEmpty={policy?.requestableGroups.length === 0}
          />
          <BeforeUninstall isOpen={view.isLeaving} />
        </div>
      </div>
      <div {...panel('policy')}>
        {opened.has('policy') && policy !== undefined && (
          <PolicyForm
            policy={policy}
            connected={connection !== undefined}
            onSaved={setPolicy}
            onChanged={setPolicyChanged}
          />
        )}
        {opened.has('policy') && policy !== undefined && (
          <AskedLately key={`asked-${policy.version}`} policy={policy} />
        )}
        {opened.has('policy') && policy !== undefined && <UndecidedProjects key={policy.version} />}
        {policy === undefined && <p>{say('The access policy in force can’t be read.')}</p>}
      </div>
      <div {...panel('where')}>{opened.has('where') && <WhereItShows />}</div>
      <div {...panel('people')}>
        {opened.has('people') && (
          <People
            connection={connection}
            siteUrl={view.siteUrl}
            now={now}
            onIntegrations={() => choose('integrations')}
          />
        )}
      </div>
      <div {...panel('requests')}>
        {opened.has('requests') && (
          <Requests
            now={now}
            siteUrl={view.siteUrl}
            onAudit={(requestId) => {
              const search = `?${new URLSearchParams({ request: requestId })}`;
              address.push({ pathname: '/audit', search });
              setAuditSearch(search);
              show('audit');
            }}
            onLook={() => choose('look')}
          />
        )}
      </div>
      <div {...panel('audit')}>
        {opened.has('audit') && (
          <Audit
            key={auditSearch}
            now={now}
            siteUrl={view.siteUrl}
            search={auditSearch}
            onSearch={(search) => address.replace({ pathname: '/audit', search })}
            onLook={() => choose('look')}
          />
        )}
      </div>
      <div {...panel('personal')}>{opened.has('personal') && <PersonalData />}</div>
      <div {...panel('look')}>
        {opened.has('look') && <NeedsALook now={now} onMended={onReload} />}
      </div>
      <div {...panel('check')}>{opened.has('check') && <CheckInstallation now={now} />}</div>
      <div {...panel('help')}>{opened.has('help') && <Help />}</div>
    </div>
  );
}

/** Said before anything else: without one of these, nothing else works. */
function Unreadable({
  what,
  onLook,
}: {
  readonly what: AdminView['unreadable'];
  readonly onLook: () => void;
}) {
  const both = what.includes('policy') && what.includes('connection');
  const one = what.includes('policy')
    ? say('The record of the access policy in force can’t be read')
    : say('The record of the connection can’t be read');
  return (
    <SectionMessage
      tone="error"
      title={
        both
          ? say('The record of the connection and that of the access policy in force can’t be read')
          : one
      }
    >
      <p>
        {say(
          'Until it is fixed, nobody can ask for access, and nothing that was approved is done. The app does not guess.',
        )}
      </p>
      <Button onClick={onLook}>{say('See what needs a look')}</Button>
    </SectionMessage>
  );
}
