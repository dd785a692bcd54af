import type { OwnRequestsView } from '#contract/views';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import { GlassReview } from '../../forms/decision/glass-review';
import { OwnList } from './own-list';
import { OwnRequest, type OwnRequestProps } from './own-request';
import { useOwnRequests } from './use-own-requests';

export type ToReviewProps = Omit<OwnRequestProps, 'request'> & { readonly isShown: boolean };

/** What others took by breaking the glass, and waits for the reader's review. What was reviewed stays where it was. */
export function ToReview(props: ToReviewProps) {
  const load = useLoad(() => callAccess('access.toReview', {}));
  return <Loaded load={load}>{(first) => <LoadedReviews first={first} {...props} />}</Loaded>;
}

function LoadedReviews({
  first,
  isShown,
  ...shared
}: ToReviewProps & { readonly first: OwnRequestsView }) {
  const list = useOwnRequests((at) => callAccess('access.toReview', at), first, isShown);
  return (
    <section class="stack" aria-labelledby="to-review">
      <h2 id="to-review">{say('To review')}</h2>
      <p class="subtle">
        {say(
          'Somebody broke the glass: they took this before anybody decided. Say whether it was in order.',
        )}
      </p>
      <OwnList list={list} nothing={<p>{say('Nothing is left to review.')}</p>}>
        {(request) => (
          <OwnRequest key={request.id} request={request} {...shared}>
            <GlassReview call={callAccess} request={request} now={shared.now} onChange={list.put} />
          </OwnRequest>
        )}
      </OwnList>
    </section>
  );
}
