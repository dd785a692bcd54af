import './check-installation.css';
import { useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import { ISSUE_KEY_MAX } from '#contract/limits';
import {
  type CheckFinding,
  INSTALLATION_CHECKS,
  type InstallationCheck,
} from '#domain/installation/installation-check';
import type { Instant } from '#domain/lib/time';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ProgressBar } from '../../components/progress-bar';
import { Section } from '../../components/section';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { CheckResult } from './check-result';

export interface CheckInstallationProps {
  readonly now: Instant;
}

type Results = ReadonlyMap<InstallationCheck, Answer<CheckFinding>>;

/** Tries, one by one, what of Forge, Jira and the site may be other than Multiplier supposes. */
export function CheckInstallation({ now }: CheckInstallationProps) {
  const [issueKey, setIssueKey] = useState('');
  const [results, setResults] = useState<Results>(new Map());
  const check = useCall(async (): Promise<Answer<number>> => {
    setResults(new Map());
    for (const one of INSTALLATION_CHECKS) {
      const answer = await callAdmin('installation.check', { check: one, issueKey });
      setResults((before) => new Map([...before, [one, answer]]));
    }
    return { ok: true, value: INSTALLATION_CHECKS.length };
  });
  const total = INSTALLATION_CHECKS.length;
  const tried = [...results.values()].filter(isTried).length;
  return (
    <Section id="check-title" title={say('Check this installation')} kind="page">
      <p>
        {say(
          'Multiplier relies on what Forge and Jira are documented to do. Here it tries, on this site, what no document says for certain, and says what each result means.',
        )}
      </p>
      <form
        class="stack check-form"
        onSubmit={(event) => {
          event.preventDefault();
          void check.run();
        }}
      >
        <TextField
          label={say('Work item (optional)')}
          value={issueKey}
          onChange={setIssueKey}
          most={ISSUE_KEY_MAX}
          help={say(
            'One that you can see. The last four checks need it: among other things they add a comment that mentions you, delete it, and send you an email.',
          )}
        />
        <div class="row">
          <Button
            kind="primary"
            type="submit"
            busy={
              check.running
                ? say('{done} of {total} checked…', { done: results.size, total })
                : undefined
            }
          >
            {say('Check')}
          </Button>
        </div>
      </form>
      {check.running && (
        <ProgressBar done={results.size} total={total} label={say('Progress of the check')} />
      )}
      <p class="subtle" role="status">
        {check.value === undefined ? '' : say('{tried} of {total} were checked.', { tried, total })}
      </p>
      <ul class="check-list">
        {INSTALLATION_CHECKS.map((one) => (
          <CheckResult key={one} check={one} answer={results.get(one)} now={now} />
        ))}
      </ul>
    </Section>
  );
}

const isTried = (answer: Answer<CheckFinding>) => answer.ok && answer.value.finding !== 'notTried';
