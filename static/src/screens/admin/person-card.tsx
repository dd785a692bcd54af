import type { SitePersonView } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Actor } from '../../components/actor';
import { ErrorMessage } from '../../components/error-message';
import { GrantNote } from '../../components/grant-note';
import { Loaded } from '../../components/loaded';
import { type Load, useLoad } from '../../components/use-load';
import { AccessLozenge } from './access-lozenge';
import { MembershipSection } from './membership-section';
import { TakeAllFrom } from './take-all-from';

/** Somebody as the connected site has them, and what the organization's key adds. */
export function PersonCard({
  accountId,
  hasKey,
  siteUrl,
  now,
}: {
  readonly accountId: string;
  readonly hasKey: boolean;
  readonly siteUrl: string | undefined;
  readonly now: number;
}) {
  const load = useLoad(() => callAdmin('admin.person', { accountId }), accountId);
  return (
    <Loaded load={load} waiting={say('Looking them up…')}>
      {(view) => <Card view={view} load={load} hasKey={hasKey} siteUrl={siteUrl} now={now} />}
    </Loaded>
  );
}

function Card({
  view: { person, active, groups },
  load,
  hasKey,
  siteUrl,
  now,
}: {
  readonly view: SitePersonView;
  readonly load: Load<SitePersonView>;
  readonly hasKey: boolean;
  readonly siteUrl: string | undefined;
  readonly now: number;
}) {
  return (
    <section class="section section-box" aria-label={person.displayName}>
      <Actor
        person={person}
        beside={!hasKey && <AccessLozenge state={active ? 'active' : 'inactive'} />}
      >
        <strong>{person.displayName}</strong>
        {person.email !== undefined && <span class="subtle">{person.email}</span>}
      </Actor>
      <ErrorMessage error={load.error} />
      {hasKey && (
        <MembershipSection
          accountId={person.accountId}
          name={person.displayName}
          now={now}
          onChanged={load.reload}
        />
      )}
      {siteUrl !== undefined && (
        <TakeAllFrom accountId={person.accountId} name={person.displayName} siteUrl={siteUrl} />
      )}
      <h3>{say('Groups')}</h3>
      {groups.length === 0 ? (
        <p class="subtle">{say('In no group of the site.')}</p>
      ) : (
        <ul class="steps-list">
          {groups.map(({ groupId, name, grant }) => (
            <li key={groupId}>
              <bdi>{name}</bdi>
              {grant !== undefined && <GrantNote grant={grant} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
