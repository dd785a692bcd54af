import { useState } from 'preact/hooks';
import type { OpenReviewsView, OpenReviewView } from '#contract/views';
import { nameRequest } from '#words/access-names';
import { say } from '#words/say';
import { refusalInShort } from '#words/verb-refusal';
import { callAdmin } from '../../api/callers';
import { Disclosed } from '../../components/disclosed';
import { IssueLink } from '../../components/issue-link';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';
import { usePoll } from '../../components/use-poll';
import { When } from '../../components/when';
import { ReviewForm } from '../../forms/review-form';

const LOOKS_AGAIN_MS = 60_000;

/** What was taken by breaking the glass and nobody has reviewed. Nothing where there is none. */
export function OpenReviews({
  siteUrl,
  now,
}: {
  readonly siteUrl: string | undefined;
  readonly now: number;
}) {
  const [reviews, setReviews] = useState<OpenReviewsView>();
  const [done, setDone] = useState(false);
  usePoll(
    async (_, isWanted) => {
      const answer = await callAdmin('admin.toReview', {});
      if (answer.ok && isWanted()) setReviews(answer.value);
      return LOOKS_AGAIN_MS;
    },
    0,
    '',
  );
  const items = reviews?.items ?? [];
  const { more = false, unreadable = 0 } = reviews ?? {};
  return (
    <>
      <p class={done ? undefined : 'hidden'} role="status">
        {done && say('The review is closed.')}
      </p>
      {items.length > 0 && (
        <SectionMessage
          tone="warning"
          title={say(
            '{count, plural, one {The glass was broken, and nobody has reviewed it} other {The glass was broken # times, and nobody has reviewed it}}',
            { count: items.length },
          )}
        >
          <ul class="steps-list">
            {items.map((one) => (
              <li key={one.requestId} class="stack-tight">
                <OpenReview
                  review={one}
                  siteUrl={siteUrl}
                  now={now}
                  onClosed={(left) => {
                    setReviews(left);
                    setDone(true);
                  }}
                />
              </li>
            ))}
            {more && <li>{say('and others')}</li>}
            {unreadable > 0 && (
              <li>
                {say(
                  '{count, plural, one {# request can’t be read} other {# requests can’t be read}}',
                  { count: unreadable },
                )}
              </li>
            )}
          </ul>
        </SectionMessage>
      )}
    </>
  );
}

function OpenReview({
  review,
  siteUrl,
  now,
  onClosed,
}: {
  readonly review: OpenReviewView;
  readonly siteUrl: string | undefined;
  readonly now: number;
  readonly onClosed: (left: OpenReviewsView) => void;
}) {
  const { requestId, revision, issueKey, requester, createdAt, justification, may } = review;
  return (
    <>
      <p>
        {sayWithElements('{issue}: {name} took this {when}: {access}', {
          issue: <IssueLink issueKey={issueKey} siteUrl={siteUrl} />,
          name: requester.displayName,
          when: <When at={createdAt} now={now} />,
          access: nameRequest(review.subjects, review.subjectCount, review.changes),
        })}
      </p>
      <p class="quote">
        “<bdi>{justification}</bdi>”
      </p>
      {may.allowed ? (
        <Disclosed label={say('Review it')}>
          {() => (
            <ReviewForm
              requestId={requestId}
              revision={revision}
              send={async (input) => {
                const answer = await callAdmin('admin.review', input);
                if (answer.ok) onClosed(answer.value);
                return answer;
              }}
            />
          )}
        </Disclosed>
      ) : (
        <p class="subtle">{refusalInShort(may.why)}</p>
      )}
    </>
  );
}
