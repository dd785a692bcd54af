import { useState } from 'preact/hooks';
import type { CauseView, RequestView, StepView } from '#contract/views';
import { judgeMark } from '#domain/request/judge-follow-up';
import { say } from '#words/say';
import { refusalInShort } from '#words/verb-refusal';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { SelectField } from '../../components/select-field';
import { Table } from '../../components/table';
import { TextField } from '../../components/text-field';
import { Waiting } from '../../components/waiting';
import { PlannedLines } from './planned-lines';
import { StepRow } from './step-row';
import { useRequestCall } from './use-request-call';
import { type StepsWanted, useSteps } from './use-steps';

const filters = (): readonly {
  readonly value: StepsWanted['outcome'];
  readonly label: string;
}[] => [
  { value: 'all', label: say('All') },
  { value: 'failed', label: say('Failed') },
  { value: 'pending', label: say('To do') },
  { value: 'applied', label: say('Changed') },
  { value: 'unchanged', label: say('Unchanged') },
  { value: 'manual', label: say('Done by hand') },
];
const FILTER_FROM = 12;

export interface StepsProps {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
  readonly onChange: (request: RequestView) => void;
  /** Only the steps that failed for this cause, which stands above them. */
  readonly cause?: CauseView;
}

/** The lines of a request, planned or done, with what can be done about those that failed. */
export function Steps({ request, viewer, now, onChange, cause }: StepsProps) {
  const [wanted, setWanted] = useState<StepsWanted>({
    outcome: 'all',
    who: '',
    likeStep: cause?.step,
  });
  const { items: steps, hasMore, error, loading, loadMore, reload } = useSteps(request, wanted);
  const action = useRequestCall(request.id, onChange);
  const act = (key: 'request.retry' | 'request.markManual', step: number) =>
    void action.run(key, { requestId: request.id, steps: [step] });
  /** Whose button was pressed last: what came of it is said beside it. */
  const acted = actedOn(action.input?.[1]);
  const { retry, markManual } = request.verbs;
  const lines = cause?.count ?? request.planned.change + request.planned.alreadySo;

  return (
    <div class="stack-tight">
      {lines > FILTER_FROM && (
        <div class="row">
          <TextField
            label={say('Who')}
            type="search"
            placeholder={say('Part of a name')}
            value={wanted.who}
            onChange={(who) => setWanted({ ...wanted, who })}
          />
          {request.progress !== undefined && cause === undefined && (
            <SelectField
              label={say('Show')}
              value={wanted.outcome}
              options={filters()}
              onChange={(outcome) => setWanted({ ...wanted, outcome })}
            />
          )}
        </div>
      )}
      <ErrorMessage error={error} onRetry={reload} />
      {loading && steps.length === 0 && <Waiting />}
      {!loading && error === undefined && steps.length === 0 && (
        <p role="status">{say('No step matches.')}</p>
      )}
      {request.progress === undefined && (
        <PlannedLines steps={steps} term={request.term} isWhole={!hasMore} />
      )}
      {request.progress !== undefined && steps.length > 0 && (
        <Table head={[say('Who'), say('Access'), say('What happened')]}>
          {steps.map((step) => (
            <StepRow
              key={step.step}
              step={step}
              now={now}
              busy={action.running && acted === step.step}
              error={acted === step.step ? action.error : undefined}
              cause={cause}
              lateSaid={isSaidOfRequest(step, request)}
              onRetry={
                // Of one step alone, the cause has the button.
                retry.allowed && cause?.count !== 1
                  ? () => act('request.retry', step.step)
                  : undefined
              }
              cantMark={cantMark(request, step, viewer)}
              onMarkManual={
                markManual.allowed ? () => act('request.markManual', step.step) : undefined
              }
            />
          ))}
        </Table>
      )}
      {!steps.some(({ step }) => step === acted) && <ErrorMessage error={action.error} />}
      {hasMore && (
        <div>
          <Button busy={loading ? say('Loading…') : undefined} onClick={loadMore}>
            {say('Show more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function actedOn(input: object | undefined): number | undefined {
  const steps: unknown = input !== undefined && 'steps' in input ? input.steps : undefined;
  const [first] = Array.isArray(steps) ? (steps as readonly unknown[]) : [];
  return typeof first === 'number' ? first : undefined;
}

/** The card tells why the first of it is overdue, or missing. */
function isSaidOfRequest({ grant }: StepView, { late }: RequestView): boolean {
  if (grant?.state !== 'overdue' && grant?.state !== 'missing') return false;
  return late?.about === grant.state && late.cause === grant.cause;
}

function cantMark(request: RequestView, { verb }: StepView, viewer: string): string | undefined {
  const allowed = judgeMark(request, verb, viewer);
  return allowed.allowed ? undefined : refusalInShort(allowed.why);
}
