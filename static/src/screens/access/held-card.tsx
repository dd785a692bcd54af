import './own-request.css';
import type { ComponentChildren } from 'preact';
import type { HeldView, WhereFromView } from '#contract/views';
import { signedPolicy } from '#words/by-policy';
import { wordsOf } from '#words/entitlement-words';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { ENTITLEMENT_ICONS } from '../../components/entitlement-name';
import { Facts } from '../../components/facts';
import { Icon } from '../../components/icon';
import { IssueLink } from '../../components/issue-link';
import { Lozenge } from '../../components/lozenge';
import { sayWithElements } from '../../components/say-with-elements';
import { heldLabel, heldUntil } from '../../words/held-words';
import { noRenewalWords } from '../../words/no-renewal';

export interface HeldCardProps {
  readonly held: HeldView;
  readonly siteUrl: string | undefined;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** One thing that somebody has or had: until when, by what, and from where. */
export function HeldCard({ held, siteUrl, children }: HeldCardProps) {
  const { entitlement, subject, standing } = held;
  const { label, tone, icon } = heldLabel(standing);
  const words = wordsOf(entitlement);
  const id = `held-${held.key}`;
  return (
    <article class="own-request" aria-labelledby={id}>
      <div class="row">
        <Lozenge tone={tone} icon={icon}>
          {label}
        </Lozenge>
      </div>
      <h3 class="own-request-title" id={id} tabIndex={-1}>
        <Icon name={ENTITLEMENT_ICONS[entitlement.kind]} /> <bdi>{words.title()}</bdi>{' '}
        <span class="subtle">{words.detail()}</span>
      </h3>
      <Facts>
        <dt>{standing.state === 'ended' ? say('Ended') : say('How long')}</dt>
        <dd>{heldUntil(standing)}</dd>
        {held.noRenewal !== undefined && (
          <>
            <dt>{say('Renewal')}</dt>
            <dd>{noRenewalWords(held.noRenewal)}</dd>
          </>
        )}
        {subject.kind === 'group' && (
          <>
            <dt>{say('Through')}</dt>
            <dd>{say('the group {name}', { name: subject.displayName })}</dd>
          </>
        )}
        <dt>{say('From')}</dt>
        <dd>
          <From from={held.from} siteUrl={siteUrl} />
        </dd>
      </Facts>
      {children}
    </article>
  );
}

function From({
  from,
  siteUrl,
}: {
  readonly from: WhereFromView;
  readonly siteUrl: string | undefined;
}) {
  switch (from.known) {
    case 'request': {
      const issue = <IssueLink issueKey={from.issueKey} siteUrl={siteUrl} />;
      const name = from.requester.displayName;
      const approvers = listNames(from.approvedBy.map(({ displayName }) => displayName));
      const [version] = from.policyVersions;
      return (
        <>
          {version === undefined
            ? sayWithElements('{name} asked for it in {issue}, and {approvers} approved it.', {
                name,
                issue,
                approvers,
              })
            : sayWithElements('{name} asked for it in {issue}. It was given by {policy}.', {
                name,
                issue,
                policy: signedPolicy(version, approvers),
              })}
        </>
      );
    }
    case 'hidden':
      return (
        <>{say('It was asked for in a work item that Jira does not show you now, and approved.')}</>
      );
    case 'gone':
      return <>{say('Its request is not kept any more.')}</>;
    case 'unreadable':
      return <>{say('Its request can’t be read. A Jira admin sees why under Needs a look.')}</>;
  }
}
