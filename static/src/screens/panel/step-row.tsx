import { say } from '#words/say';
import './step-row.css';
import { useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { CauseView, StepView } from '#contract/views';
import { wordsOf } from '#words/entitlement-words';
import { outcomeWords } from '#words/step-outcome';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { AccessOfLine } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { GrantNote } from '../../components/grant-note';
import { Lozenge } from '../../components/lozenge';
import { SubjectName } from '../../components/subject-name';

export interface StepRowProps {
  readonly step: StepView;
  readonly now: number;
  readonly busy: boolean;
  /** What went wrong with what was last asked of this step. */
  readonly error: CallError | undefined;
  /** Why its access is overdue, or missing, is said on the card. */
  readonly lateSaid: boolean;
  readonly onRetry: (() => void) | undefined;
  readonly onMarkManual: (() => void) | undefined;
  /** Why this one can't be marked by the viewer, where others can. */
  readonly cantMark: string | undefined;
  /** That stands above it, and has said already why it failed. */
  readonly cause: CauseView | undefined;
}

/** What happened, or is still to do. */
export function StepRow(props: StepRowProps) {
  const { step, busy, error, lateSaid, onRetry, onMarkManual, cantMark, cause } = props;
  const words = outcomeWords(step.verb, step.outcome);
  const isTold = cause !== undefined;
  const failure = step.outcome.state === 'failed' ? step.outcome : undefined;
  const name = step.subject.displayName;
  return (
    <tr>
      <td>
        <SubjectName subject={step.subject} />
      </td>
      <td>
        <AccessOfLine verb={step.verb} entitlement={step.entitlement} />
      </td>
      <td>
        <Lozenge tone={words.tone} icon={words.icon}>
          {words.label}
        </Lozenge>
        {words.detail !== undefined && !isTold && <Detail>{words.detail}</Detail>}
        {failure?.siteMessage !== undefined && (!isTold || cause.wordsDiffer) && (
          <Detail>{say('The site said: “{words}”', { words: failure.siteMessage })}</Detail>
        )}
        {step.grant !== undefined && <GrantNote grant={step.grant} brief={lateSaid} />}
        {failure !== undefined && (
          <div class="row">
            {onRetry !== undefined && failure.retryable && (
              <Button
                kind="link"
                about={say('for {name}', { name })}
                busy={busy ? say('Working…') : undefined}
                onClick={onRetry}
              >
                {say('Retry')}
              </Button>
            )}
            {onMarkManual !== undefined && (
              <MarkManual name={name} busy={busy} onMark={onMarkManual} cantMark={cantMark} />
            )}
          </div>
        )}
        <ErrorMessage error={error} />
        {failure !== undefined && onMarkManual !== undefined && (
          <details class="by-hand">
            <summary>{say('How to do it by hand')}</summary>
            <ol>
              {wordsOf(step.entitlement)
                .byHand(step.verb, step.subject.displayName)
                .map((words) => (
                  <li key={words}>{words}</li>
                ))}
            </ol>
          </details>
        )}
      </td>
    </tr>
  );
}

/** Two clicks: it tells everybody that somebody did on the site what the app could not. */
function MarkManual({
  name,
  busy,
  onMark,
  cantMark,
}: {
  readonly name: string;
  readonly busy: boolean;
  readonly onMark: () => void;
  readonly cantMark: string | undefined;
}) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <Button
        kind="link"
        about={say('for {name}', { name })}
        disabledReason={cantMark}
        onClick={() => setSure(true)}
      >
        {say('Mark as done by hand…')}
      </Button>
    );
  }
  return (
    <span class="row">
      <span class="small">
        {say(
          'This records, in your name, that it was done on the site by hand. The site is checked first.',
        )}
      </span>
      <Button kind="link" busy={busy ? say('Working…') : undefined} onClick={onMark}>
        {say('Yes, mark it')}
      </Button>
      <Button kind="link" onClick={() => setSure(false)}>
        {say('No')}
      </Button>
    </span>
  );
}
