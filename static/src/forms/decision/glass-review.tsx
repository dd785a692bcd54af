import type { RequestView } from '#contract/views';
import { listInParts } from '#words/listing';
import { say } from '#words/say';
import type { RequestCaller } from '../../api/request-caller';
import { PersonName } from '../../components/person-name';
import { sayWithElements } from '../../components/say-with-elements';
import { SectionMessage } from '../../components/section-message';
import { When } from '../../components/when';
import { ReviewForm } from '../review-form';

export interface GlassReviewProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
  readonly now: number;
  readonly onChange: (request: RequestView) => void;
}

/** Of what was taken before anybody decided: whether somebody has looked at it, and the form for whoever may. */
export function GlassReview({ call, request, now, onChange }: GlassReviewProps) {
  const { review, verbs } = request;
  if (review === undefined) return null;
  const { by, closed } = review;
  if (closed !== undefined) {
    const words = {
      name: <PersonName person={closed.by} />,
      when: <When at={closed.at} now={now} />,
    };
    return (
      <SectionMessage
        tone={closed.verdict === 'inOrder' ? 'info' : 'warning'}
        title={
          closed.verdict === 'inOrder'
            ? say('The glass was broken, and it was in order')
            : say('The glass was broken, and it was not in order')
        }
      >
        <p>{sayWithElements('{name} closed the review {when}.', words)}</p>
        <p class="quote">
          “<bdi>{closed.note}</bdi>”
        </p>
      </SectionMessage>
    );
  }
  return (
    <>
      <SectionMessage
        tone="warning"
        title={say('The glass was broken: nobody has reviewed it yet')}
      >
        <p>
          {sayWithElements(
            '{people} can close the review. So can a Jira admin, on the app’s page.',
            {
              people: listInParts(
                by.map((person) => <PersonName key={person.accountId} person={person} />),
                'or',
              ),
            },
          )}
        </p>
      </SectionMessage>
      {verbs.review.allowed && (
        <ReviewForm
          requestId={request.id}
          revision={request.revision}
          send={async (input) => {
            const answer = await call('request.review', input);
            if (answer.ok) onChange(answer.value);
            else {
              // Somebody was faster, or it went on meanwhile: it is shown as it is, and what was typed stays.
              const fresh = await call('request.get', { requestId: request.id });
              if (fresh.ok) onChange(fresh.value);
            }
            return answer;
          }}
        />
      )}
    </>
  );
}
