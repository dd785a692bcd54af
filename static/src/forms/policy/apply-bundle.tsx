import { useState } from 'preact/hooks';
import type { InputOf } from '#contract/api';
import {
  CHANGES_MAX,
  ISSUE_KEY_MAX,
  JUSTIFICATION_MAX,
  REQUESTS_OF_ONE,
  SUBJECTS_MAX,
} from '#contract/limits';
import type { FollowPlanView } from '#contract/views';
import type { BundleHolder } from '#domain/holding/bundle-difference';
import type { BundleOrLevel } from '#domain/holding/held-by-bundle';
import type { BundleChoice } from '#domain/policy/bundle';
import { markOf } from '#domain/policy/find-bundles';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { days } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { PlanLine, WhoDecides } from '../../components/plan-parts';
import { Table } from '../../components/table';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';

type Question = InputOf<'bundle.plan'>;

export interface ApplyBundleProps {
  readonly of: BundleOrLevel;
  readonly choice: BundleChoice;
  readonly holders: readonly BundleHolder[];
}

/** Brings those who have a bundle to what is in it now, by one request in a work item that the admin names. */
export function ApplyBundle({ of, choice, holders }: ApplyBundleProps) {
  const [issueKey, setIssueKey] = useState('');
  const [reason, setReason] = useState('');
  const [submissionKey] = useState(() => crypto.randomUUID());
  const question: Question = {
    ...of,
    issueKey: issueKey.trim(),
    mark: markOf(choice),
    people: holders.slice(0, SUBJECTS_MAX).map(({ person, requestIds }) => ({
      accountId: person.accountId,
      requestIds: requestIds.slice(0, REQUESTS_OF_ONE),
    })),
  };
  const plan = useCall((asked: Question) => callAdmin('bundle.plan', asked));
  const send = useCall((asked: InputOf<'bundle.apply'>) => callAdmin('bundle.apply', asked));
  const isShown =
    plan.value !== undefined && JSON.stringify(plan.input?.[0]) === JSON.stringify(question);
  if (send.value !== undefined) {
    return (
      <p role="status">
        {say('It is asked for in {key}. It takes effect once it is approved there.', {
          key: send.value.issueKey,
        })}
      </p>
    );
  }
  const shown = isShown ? plan.value : undefined;
  return (
    <div class="stack-tight">
      <p>
        {say(
          'One request adds what they lack, for each until their bundle is to end by now, and takes away what is no longer in it. Ending the bundle sooner does not end what was added. Whoever decides in that work item approves it: until then nothing changes.',
        )}
      </p>
      <TextField
        label={say('Work item, such as WEB-1')}
        most={ISSUE_KEY_MAX}
        value={issueKey}
        onChange={setIssueKey}
      />
      <TextField
        label={say('Why is it needed?')}
        most={JUSTIFICATION_MAX}
        value={reason}
        onChange={setReason}
      />
      <div class="row">
        <Button
          busy={plan.running ? say('Looking up what would change…') : undefined}
          disabledReason={issueKey.trim() === '' ? say('Name a work item first.') : undefined}
          onClick={() => void plan.run(question)}
        >
          {say('Show what would change')}
        </Button>
        <Button
          kind="primary"
          busy={send.running ? say('Submitting…') : undefined}
          disabledReason={whyNot(shown, reason)}
          onClick={() => {
            if (shown === undefined) return;
            void send.run({
              ...question,
              justification: reason.trim(),
              planFingerprint: shown.plan.fingerprint,
              submissionKey,
            });
          }}
        >
          {say('Apply to {count, plural, one {the one who has it} other {the # who have it}}', {
            count: shown?.people ?? holders.length,
          })}
        </Button>
      </div>
      <ErrorMessage error={send.error ?? plan.error} />
      {shown !== undefined && <Shown shown={shown} />}
    </div>
  );
}

function whyNot(shown: FollowPlanView | undefined, reason: string): string | undefined {
  if (shown === undefined) return say('Look first at what would change.');
  if (shown.plan.refusal !== undefined) return say('It can’t be asked for as it is: see below.');
  return reason.trim() === '' ? say('Say why it is needed.') : undefined;
}

/** Lines at most; the request names all of them. */
const LINES = 100;

function Shown({
  shown: { plan, term, left, withWorkItem, notAnyMore, shortenedTo },
}: {
  readonly shown: FollowPlanView;
}) {
  return (
    <div class="stack-tight">
      <Table head={[say('Who'), say('Access'), say('What would happen')]}>
        {plan.lines.slice(0, LINES).map((line, place) => (
          <PlanLine line={line} term={term} key={place} />
        ))}
      </Table>
      {plan.lines.length > LINES && (
        <p class="subtle">
          {say('{count} more are not shown here.', { count: plan.lines.length - LINES })}
        </p>
      )}
      {shortenedTo !== undefined && (
        <p>
          {shortenedTo.rule === undefined
            ? say('What is added ends after {term} at the latest, as the policy says.', {
                term: days(shortenedTo.days),
              })
            : say('What is added ends after {term} at the latest, as the rule “{rule}” says.', {
                term: days(shortenedTo.days),
                rule: shortenedTo.rule,
              })}
        </p>
      )}
      {withWorkItem.length > 0 && (
        <p>
          {say(
            '{names}: what they have ends with a work item, nobody knows when. Nothing is added for them: ask for it by itself.',
            { names: listNames(withWorkItem.map(({ displayName }) => displayName)) },
          )}
        </p>
      )}
      {notAnyMore > 0 && (
        <p>
          {say(
            '{count, plural, one {# person is} other {# people are}} left out: they don’t have the bundle any more, or nothing of it differs, or what they have can’t be read.',
            { count: notAnyMore },
          )}
        </p>
      )}
      {left > 0 && (
        <p>
          {say(
            '{count, plural, one {# person is} other {# people are}} left for another request: one is about {people} people and {changes} groups and roles at most.',
            { count: left, people: SUBJECTS_MAX, changes: CHANGES_MAX },
          )}
        </p>
      )}
      <WhoDecides plan={plan} />
    </div>
  );
}
