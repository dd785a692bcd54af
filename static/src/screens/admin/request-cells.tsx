import type { ComponentChildren } from 'preact';
import type { AuditedRequestView } from '#contract/views';
import { subjectKey } from '#domain/action/subject';
import { hasTerm } from '#domain/term/has-term';
import { nameTerm } from '#words/access-names';
import { nameBundle } from '#words/bundle-words';
import { say } from '#words/say';
import { Detail } from '../../components/detail';
import { EntitlementName } from '../../components/entitlement-name';
import { IssueLink } from '../../components/issue-link';
import { SubjectName } from '../../components/subject-name';

/** So many of those for whom a request is, and of what it is about, stand in its line. */
const NAMED = 3;

export function Whom({
  request: { subjects, subjectCount },
}: {
  readonly request: AuditedRequestView;
}) {
  const shown = subjects.slice(0, NAMED);
  return (
    <span class="stack-tight">
      <Label>{say('For')}</Label>
      {shown.map((subject) => (
        <SubjectName key={subjectKey(subject)} subject={subject} />
      ))}
      <More count={subjectCount - shown.length} />
    </span>
  );
}

export function Access({
  request: { changes, term, bundles },
}: {
  readonly request: AuditedRequestView;
}) {
  const shown = changes.slice(0, NAMED);
  const verbs = { add: say('Add to'), remove: say('Remove from'), create: say('Create') };
  return (
    <span class="stack-tight">
      {bundles.map((bundle) => (
        <span key={bundle.bundleId}>{nameBundle(bundle, changes)}</span>
      ))}
      {shown.map(({ verb, entitlement }, place) => (
        <span key={place}>
          <Detail>{verbs[verb]}</Detail> <EntitlementName entitlement={entitlement} />
        </span>
      ))}
      <More count={changes.length - shown.length} />
      {hasTerm(changes) && <Detail>{nameTerm(term)}</Detail>}
    </span>
  );
}

function More({ count }: { readonly count: number }) {
  return count <= 0 ? null : <span class="subtle">{say('and {more} more', { more: count })}</span>;
}

export function WorkItem({
  issueKey,
  siteUrl,
}: {
  readonly issueKey: string | undefined;
  readonly siteUrl: string | undefined;
}) {
  return (
    <td class={issueKey === undefined ? 'audit-issue audit-none' : 'audit-issue'}>
      {issueKey === undefined ? <Nothing /> : <IssueLink issueKey={issueKey} siteUrl={siteUrl} />}
    </td>
  );
}

export const Nothing = () => <span class="subtle">–</span>;

/** Where the cells stand one below the other, without their headings. */
export function Label({ children }: { readonly children: ComponentChildren }) {
  return <span class="narrow-only small">{children} </span>;
}
