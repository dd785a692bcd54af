import type { PanelProgressView, ProjectOption } from '#contract/views';
import type { PanelFailure } from '#domain/panel/panel-failures';
import type { PanelVerb } from '#domain/panel/where-shown';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { ProgressBar } from '../../components/progress-bar';
import { SectionMessage } from '../../components/section-message';
import { useFirst } from '../../components/use-first';
import type { PanelChange, usePanelChange } from './use-panel-change';

/** Progress in Jira with what was asked, and what came of it, by project where it failed. */
export function PanelChangeNews({
  panel: { change, unanswered, begin },
}: {
  readonly panel: ReturnType<typeof usePanelChange>;
}) {
  if (change === undefined) return null;
  const { progress } = change;
  if (progress.state === 'over') return <Over change={change} over={progress} onRetry={begin} />;
  const share = Math.round(progress.share * 100);
  return (
    <div class="stack-tight">
      <p role="status">
        {say(
          'Jira is working on {count, plural, one {# project} other {# projects}}: {share} % done. You can leave the page meanwhile.',
          { count: change.projects.length, share },
        )}
        {unanswered !== undefined && <> {say('The last look got no answer; trying again.')}</>}
      </p>
      <ProgressBar done={share} total={100} label={say('Progress in Jira')} />
    </div>
  );
}

interface OverProps {
  readonly change: PanelChange;
  readonly over: Extract<PanelProgressView, { state: 'over' }>;
  readonly onRetry: (verb: PanelVerb, projects: readonly ProjectOption[]) => void;
}

function Over({ change: { verb, projects, notTaken }, over, onRetry }: OverProps) {
  const { failures, isLost, stopped } = over;
  const all = say('{count, plural, one {# project} other {# projects}}', {
    count: projects.length,
  });
  const failed = new Set(failures.map(({ projectId }) => projectId));
  if (failures.length === 0) {
    return (
      <SectionMessage
        tone="success"
        title={
          verb === 'show'
            ? say('The panel is shown in {all}', { all })
            : say('The panel is hidden in {all}', { all })
        }
        announce
      >
        <p>
          {verb === 'show'
            ? say('Everybody who sees a work item there sees it, from the next time they open one.')
            : say('Where somebody has added it to a work item, it stays on that one.')}
        </p>
      </SectionMessage>
    );
  }
  const isKnown = failures.some((one) => one.isKnown);
  return (
    <SectionMessage
      tone="warning"
      title={notAsAsked(verb, isKnown, { count: failures.length, all })}
      announce
    >
      {notTaken !== undefined && (
        <p>
          {say('Jira did not take {count, plural, one {# project} other {# projects}}: “{why}”', {
            count: notTaken.projects,
            why: notTaken.why,
          })}
        </p>
      )}
      {stopped !== undefined && (
        <p>
          {stopped === ''
            ? say('Jira stopped before the end.')
            : say('Jira stopped before the end: “{why}”', { why: stopped })}
        </p>
      )}
      {isLost && (
        <p>
          {say(
            'Jira no longer says how far it is, and may still be working: refresh this page in a minute before you try again.',
          )}
        </p>
      )}
      <Failures failures={failures} projects={projects} />
      <p>
        {say(
          'Try again. If it fails again, check whether the project is archived or deleted, and do it by hand.',
        )}
      </p>
      <div class="row">
        <Button
          onClick={() =>
            onRetry(
              verb,
              projects.filter(({ projectId }) => failed.has(projectId)),
            )
          }
        >
          {say('Try again in {count, plural, one {# project} other {# projects}}', {
            count: failures.length,
          })}
        </Button>
      </div>
    </SectionMessage>
  );
}

function Failures({
  failures,
  projects,
}: {
  readonly failures: readonly PanelFailure[];
  readonly projects: readonly ProjectOption[];
}) {
  const { first, more } = useFirst(failures);
  const nameOf = (projectId: string) => {
    const project = projects.find((one) => one.projectId === projectId);
    return project === undefined ? projectId : `${project.name} (${project.key})`;
  };
  return (
    <>
      <ul class="steps-list">
        {first.map(({ projectId, isKnown, why }) => (
          <li key={projectId}>
            {nameOf(projectId)}: {whyFailed(isKnown, why)}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

function notAsAsked(
  verb: PanelVerb,
  isKnown: boolean,
  values: { readonly count: number; readonly all: string },
): string {
  if (verb === 'show') {
    return isKnown
      ? say('In {count} of {all} the panel is not shown', values)
      : say('In {count} of {all} the panel is not shown, or that is not known', values);
  }
  return isKnown
    ? say('In {count} of {all} the panel is not hidden', values)
    : say('In {count} of {all} the panel is not hidden, or that is not known', values);
}

function whyFailed(isKnown: boolean, why: string | undefined): string {
  if (isKnown) return say('Jira has not done it.');
  return why === undefined ? say('Jira does not say.') : say('Jira says: “{why}”', { why });
}
