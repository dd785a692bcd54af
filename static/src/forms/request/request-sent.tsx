import type { ComponentChildren } from 'preact';
import type { RequestView } from '#contract/views';
import { openStages } from '#domain/approval/turns';
import { signedPolicies } from '#words/by-policy';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { SectionMessage } from '../../components/section-message';

/** A request is on its way: in which work item, whom it waits for, and where to follow it. */
export function RequestSent({
  request,
  follow,
  takesFocus = false,
  children,
}: {
  readonly request: RequestView;
  readonly follow: string;
  /** What was in its place had the focus. */
  readonly takesFocus?: boolean;
  readonly children?: ComponentChildren;
}) {
  const asked = openStages(request.approvals).flatMap(({ approvers }) => approvers);
  const names = listNames([...new Set(asked.map(({ displayName }) => displayName))]);
  return (
    <SectionMessage
      tone="success"
      title={say('Your request is sent in {issue}', { issue: request.issueKey })}
      announce
      {...(takesFocus ? { messageRef: (message) => message?.focus() } : {})}
    >
      <p>
        {asked.length > 0
          ? say('Waiting for {names}.', { names })
          : say('It is given without approval, by {policies}.', {
              policies: signedPolicies(request.approvals),
            })}{' '}
        {follow}
      </p>
      {children}
    </SectionMessage>
  );
}
