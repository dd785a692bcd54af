import type { RequestView } from '#contract/views';
import { ErrorMessage } from '../../components/error-message';
import type { CameOf } from './came-of';
import { readWords } from './draft';
import { isTheirs } from './is-theirs';
import { WasOvertaken } from './later';

/** Why nothing came of what somebody sent, or was about to send. */
export function NotDone({
  request,
  verb,
  came,
  takesFocus = true,
}: {
  readonly request: RequestView;
  readonly verb: 'decide' | 'withdraw' | 'remind' | 'answer';
  readonly came: CameOf | undefined;
  /** Not where several were sent together: each says what came of it, and none takes the reader away from the others. */
  readonly takesFocus?: boolean;
}) {
  if (came?.outcome === 'failed') return <ErrorMessage error={came.error} />;
  const overtaken = came?.outcome === 'overtaken' ? came : undefined;
  const areLeft = verb === 'decide' && !isTheirs(request) && readWords(request.id) !== '';
  if (overtaken === undefined && !areLeft) return null;
  return <WasOvertaken request={request} verb={verb} came={overtaken} takesFocus={takesFocus} />;
}
