import { say } from '#words/say';
import './causes.css';
import type { CauseView } from '#contract/views';
import { explainFailure } from '#words/failure-reason';
import { refusalInShort } from '#words/verb-refusal';
import { callPanel } from '../../api/callers';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { useLoad } from '../../components/use-load';
import { Waiting } from '../../components/waiting';
import { explainCause, retryLabel, showLabel } from '../../words/failure-cause';
import { Steps, type StepsProps } from './steps';
import { useRequestCall } from './use-request-call';

/** The steps of so small a cause are shown at once. */
const SHOWN_AT_ONCE = 3;

export type CausesProps = Omit<StepsProps, 'cause'>;

/** Why steps failed, each cause once, with what can be done about all of its steps together. */
export function Causes(props: CausesProps) {
  const { request, onChange } = props;
  const failed = request.progress?.failed ?? 0;
  const load = useLoad(
    failed === 0 ? undefined : () => callPanel('request.causes', { requestId: request.id }),
    `${request.id} ${request.revision} ${failed}`,
  );
  const causes = failed === 0 ? [] : load.value;
  return (
    <section class="causes" aria-label={say('Why steps failed')}>
      <ErrorMessage error={load.error} onRetry={load.reload} />
      {causes === undefined && load.error === undefined && <Waiting />}
      {causes?.map((cause) => (
        <Cause key={`${cause.reason} ${cause.siteMessage ?? ''}`} {...props} cause={cause} />
      ))}
      <RetryAll request={request} onChange={onChange} causes={causes ?? []} />
    </section>
  );
}

function Cause(props: CausesProps & { readonly cause: CauseView }) {
  const { request, cause, onChange } = props;
  const retry = useRequestCall(request.id, onChange);
  const { what, why, next } = explainCause(cause);
  const [first] = cause.parts;
  const about = cause.count === 1 ? first?.subject.displayName : undefined;
  const input = { requestId: request.id, likeStep: cause.step };
  return (
    <div class="cause">
      <h3>{what}</h3>
      <p>
        {why}
        {cause.siteMessage !== undefined && (
          <> {say('The site said: “{words}”', { words: cause.siteMessage })}</>
        )}
        {cause.wordsDiffer && <> {say('What the site said about each is beside it.')}</>}
      </p>
      <p>{next}</p>
      {request.verbs.retry.allowed && cause.retryable > 0 && (
        <div>
          <Button
            about={
              about === undefined
                ? `(${explainFailure(cause.reason).what})`
                : say('for {name}', { name: about })
            }
            busy={retry.running ? say('Retrying…') : undefined}
            onClick={() => void retry.run('request.retry', input)}
          >
            {retryLabel(cause)}
          </Button>
        </div>
      )}
      <ErrorMessage error={retry.error} />
      <Disclosed label={showLabel(cause)} open={cause.count <= SHOWN_AT_ONCE}>
        {() => <Steps {...props} />}
      </Disclosed>
    </div>
  );
}

/** Beyond the causes: all of them at once, and what a fault of the app has stopped. */
function RetryAll({
  request,
  onChange,
  causes,
}: Pick<CausesProps, 'request' | 'onChange'> & { readonly causes: readonly CauseView[] }) {
  const { running, error, run } = useRequestCall(request.id, onChange);
  const { retry } = request.verbs;
  const stopped = request.stopped !== undefined;
  const several = causes.filter(({ retryable }) => retryable > 0).length > 1;
  const isShown = retry.allowed ? stopped || several : retry.why.code === 'approvalLapsed';
  if (!isShown) return null;
  const retryable = request.progress?.retryable ?? 0;
  return (
    <>
      <ErrorMessage error={error} />
      <div class="row">
        <Button
          kind="primary"
          disabledReason={retry.allowed ? undefined : refusalInShort(retry.why)}
          busy={running ? say('Retrying…') : undefined}
          onClick={() => void run('request.retry', { requestId: request.id })}
        >
          {several && !stopped ? say('Retry all {retryable}', { retryable }) : say('Retry')}
        </Button>
      </div>
    </>
  );
}
