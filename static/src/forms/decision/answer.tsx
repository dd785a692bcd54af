import { useState } from 'preact/hooks';
import { REASON_MAX } from '#contract/limits';
import { openQuestion } from '#domain/request/open-question';
import { say } from '#words/say';
import { dropDraft, keepDraft, readDraft } from '../../api/draft';
import { Button } from '../../components/button';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { type CameOf, cameOf } from './came-of';
import { NotDone } from './not-done';
import type { OwnVerbProps } from './reminder';

/** Under an own request of which somebody wants to know something before they decide. What was typed outlives an error and a reload. */
export function Answer({ call, request, onChange }: OwnVerbProps) {
  const key = `answer.${request.id}`;
  const [words, setWords] = useState(() => readDraft<string>(key) ?? '');
  const [missing, setMissing] = useState(false);
  const [came, setCame] = useState<CameOf>();
  const sending = useCall(async (text: string) => {
    const answer = await call('request.answer', { requestId: request.id, text });
    const what = await cameOf(call, request, answer);
    setCame(what);
    if (what.outcome === 'done') {
      dropDraft(key);
      setWords('');
    }
    if (what.outcome !== 'failed') onChange(what.request);
    return { ok: true, value: what };
  });
  const question = openQuestion(request);
  const isOpen = request.state === 'awaitingApproval' && question !== undefined;
  return (
    <>
      {isOpen && (
        <section class="decision" aria-label={say('Your answer')}>
          <p>
            <strong>{say('{name} asks:', { name: question.by.displayName })}</strong>{' '}
            <bdi>{question.text}</bdi>
          </p>
          <TextField
            label={say('Your answer')}
            help={say('Everybody who can see the work item can read it.')}
            error={missing ? say('Write a sentence and send it again.') : undefined}
            lines={3}
            most={REASON_MAX}
            value={words}
            onChange={(typed) => {
              setWords(typed);
              setMissing(false);
              keepDraft(key, typed);
            }}
          />
          <div class="row">
            <Button
              kind="primary"
              busy={sending.running ? say('Sending…') : undefined}
              onClick={() => {
                if (words.trim() === '') setMissing(true);
                else void sending.run(words.trim());
              }}
            >
              {say('Send answer')}
            </Button>
          </div>
        </section>
      )}
      <span role="status">{came?.outcome === 'done' && say('Your answer is sent.')}</span>
      <NotDone request={request} verb="answer" came={came} />
    </>
  );
}
