import '../../table.css';
import { useEffect, useState } from 'preact/hooks';
import type { Page, RequestView, StepView } from '#contract/views';
import { type Answer, type CallError, call, type InputOf } from '../../api/call';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { count } from '../../words/listing';
import { refusalInShort } from '../../words/request-refusal';
import { StepRow } from './step-row';
import { useRequestCall } from './use-request-call';

type Outcome = InputOf<'request.steps'>['outcome'];

const FILTERS: readonly { readonly outcome: Outcome; readonly label: string }[] = [
  { outcome: 'all', label: 'All' },
  { outcome: 'failed', label: 'Failed' },
  { outcome: 'pending', label: 'To do' },
  { outcome: 'applied', label: 'Changed' },
  { outcome: 'unchanged', label: 'Unchanged' },
  { outcome: 'manual', label: 'Done by hand' },
];
const FILTER_FROM = 12;

export interface StepsProps {
  readonly request: RequestView;
  readonly viewer: string;
  readonly now: number;
  readonly onChange: (request: RequestView) => void;
}

/** The lines of a request, planned or done, with what can be done about those that failed. */
export function Steps({ request, now, onChange }: StepsProps) {
  const [outcome, setOutcome] = useState<Outcome>('all');
  const { steps, more, error, loading, loadMore, again } = useSteps(request, outcome);
  const action = useRequestCall(request.id, onChange);
  const retryable = request.progress?.retryable ?? 0;
  const { retry, markManual } = request.verbs;
  const cantRetry = retry.allowed ? undefined : retry.why;
  const showRetry =
    request.state === 'needsAttention' && (retry.allowed || cantRetry?.code !== 'notYours');
  const lines = request.planned.change + request.planned.alreadySo;

  return (
    <div class="stack-tight">
      {request.progress !== undefined && lines > FILTER_FROM && (
        <label class="row">
          <span class="field-label">Show</span>
          <select
            class="input"
            value={outcome}
            onChange={(event) => setOutcome(event.currentTarget.value as Outcome)}
          >
            {FILTERS.map((filter) => (
              <option key={filter.outcome} value={filter.outcome}>
                {filter.label}
              </option>
            ))}
          </select>
        </label>
      )}
      {error !== undefined && (
        <ErrorMessage error={error}>
          <Button onClick={again}>Try again</Button>
        </ErrorMessage>
      )}
      {loading && steps.length === 0 && (
        <p class="loading" role="status">
          Loading…
        </p>
      )}
      {!loading && error === undefined && steps.length === 0 && <p>No step is like that.</p>}
      {steps.length > 0 && (
        <div class="table-box">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col">Access</th>
                <th scope="col">
                  {request.progress === undefined ? 'What would happen' : 'What happened'}
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <StepRow
                  key={step.step}
                  step={step}
                  approved={request.progress !== undefined || request.state === 'approved'}
                  now={now}
                  busy={action.busy}
                  onRetry={
                    retry.allowed
                      ? () =>
                          void action.run('request.retry', {
                            requestId: request.id,
                            steps: [step.step],
                          })
                      : undefined
                  }
                  onMarkManual={
                    markManual.allowed
                      ? () =>
                          void action.run('request.markManual', {
                            requestId: request.id,
                            steps: [step.step],
                          })
                      : undefined
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {more && (
        <div>
          <Button busy={loading ? 'Loading…' : undefined} onClick={loadMore}>
            Show more
          </Button>
        </div>
      )}
      {action.error !== undefined && <ErrorMessage error={action.error} />}
      {showRetry && (
        <div class="row">
          <Button
            kind="primary"
            whyNot={cantRetry === undefined ? undefined : refusalInShort(cantRetry)}
            busy={action.busy ? 'Retrying…' : undefined}
            onClick={() => void action.run('request.retry', { requestId: request.id })}
          >
            {retryable > 1
              ? `Retry all ${count(retryable, 'failed step')}`
              : 'Retry the failed step'}
          </Button>
        </div>
      )}
    </div>
  );
}

function useSteps(request: RequestView, outcome: Outcome) {
  const [pages, setPages] = useState<readonly Page<StepView>[]>([]);
  const [error, setError] = useState<CallError>();
  const [loading, setLoading] = useState(true);
  const [tries, setTries] = useState(0);
  const version = `${request.revision} ${request.state} ${request.progress?.pending ?? ''} ${tries}`;
  const shown = Math.max(1, pages.length);

  // As many pages again as were shown, when the request moves.
  useEffect(() => {
    let stopped = false;
    setLoading(true);
    void readPages(request.id, outcome, shown).then((answer) => {
      if (stopped) return;
      setLoading(false);
      setError(answer.ok ? undefined : answer.error);
      if (answer.ok) setPages(answer.value);
    });
    return () => {
      stopped = true;
    };
  }, [request.id, outcome, version]);

  const last = pages[pages.length - 1];
  const loadMore = async () => {
    if (last?.cursor === undefined) return;
    setLoading(true);
    const answer = await readPage(request.id, outcome, last.cursor);
    setLoading(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setPages([...pages, answer.value]);
  };
  return {
    steps: pages.flatMap(({ items }) => items),
    more: last?.cursor !== undefined,
    error,
    loading,
    loadMore: () => void loadMore(),
    again: () => setTries(tries + 1),
  };
}

async function readPages(
  requestId: string,
  outcome: Outcome,
  pageCount: number,
): Promise<Answer<readonly Page<StepView>[]>> {
  const pages: Page<StepView>[] = [];
  let cursor: string | undefined;
  do {
    const answer = await readPage(requestId, outcome, cursor);
    if (!answer.ok) return answer;
    pages.push(answer.value);
    cursor = answer.value.cursor;
  } while (cursor !== undefined && pages.length < pageCount);
  return { ok: true, value: pages };
}

function readPage(requestId: string, outcome: Outcome, cursor: string | undefined) {
  return call('request.steps', {
    requestId,
    outcome,
    ...(cursor === undefined ? {} : { cursor }),
  });
}
