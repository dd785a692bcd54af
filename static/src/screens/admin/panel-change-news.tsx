import type { PanelProgressView, ProjectOption } from '#contract/views';
import type { PanelFailure } from '#domain/panel/panel-failures';
import type { PanelVerb } from '#domain/panel/where-shown';
import { Button } from '../../components/button';
import { ProgressBar } from '../../components/progress-bar';
import { SectionMessage } from '../../components/section-message';
import { useFirst } from '../../components/use-first';
import { count, grouped } from '../../words/listing';
import type { PanelChange, usePanelChange } from './use-panel-change';

const SHOWN: Readonly<Record<PanelVerb, string>> = { show: 'shown', hide: 'hidden' };

/** How far Jira is with what was asked, and what came of it, by project where it failed. */
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
        Jira is at work on {count(change.projects.length, 'project')}: {share} % done. You can leave
        the page meanwhile.
        {unanswered !== undefined && ' The last look got no answer; it is looked again.'}
      </p>
      <ProgressBar done={share} total={100} label="How far Jira is" />
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
  const all = count(projects.length, 'project');
  const failed = new Set(failures.map(({ projectId }) => projectId));
  if (failures.length === 0) {
    return (
      <SectionMessage tone="success" title={`The panel is ${SHOWN[verb]} in ${all}`} announce>
        <p>
          {verb === 'show'
            ? 'Everybody who sees a work item there sees it, from the next time they open one.'
            : 'Where somebody has added it to a work item, it stays on that one.'}
        </p>
      </SectionMessage>
    );
  }
  const isKnown = failures.some((one) => one.isKnown);
  return (
    <SectionMessage
      tone="warning"
      title={`In ${grouped(failures.length)} of ${all} the panel is not ${SHOWN[verb]}${isKnown ? '' : ', or that is not known'}`}
      announce
    >
      {notTaken !== undefined && (
        <p>
          Jira did not take {count(notTaken.projects, 'project')}: “{notTaken.why}”
        </p>
      )}
      {stopped !== undefined && (
        <p>Jira stopped before the end{stopped === '' ? '.' : `: “${stopped}”`}</p>
      )}
      {isLost && (
        <p>
          Jira tells no more how far it is, and may still be at work: refresh this page in a minute
          before you try again.
        </p>
      )}
      <Failures failures={failures} projects={projects} />
      <p>
        Try again. Where it fails again, look whether the project is archived or deleted, and do it
        by hand.
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
          Try again in {count(failures.length, 'project')}
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

function whyFailed(isKnown: boolean, why: string | undefined): string {
  if (isKnown) return 'Jira has not done it.';
  return why === undefined ? 'Jira does not say.' : `Jira says: “${why}”`;
}
