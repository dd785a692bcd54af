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
}: {
  readonly request: RequestView;
  readonly verb: 'decide' | 'withdraw' | 'remind';
  readonly came: CameOf | undefined;
}) {
  if (came?.outcome === 'failed') return <ErrorMessage error={came.error} />;
  const overtaken = came?.outcome === 'overtaken' ? came : undefined;
  const areLeft = verb === 'decide' && !isTheirs(request) && readWords(request.id) !== '';
  if (overtaken === undefined && !areLeft) return null;
  return <WasOvertaken request={request} verb={verb} came={overtaken} />;
}
