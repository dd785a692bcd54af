import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { AsideView } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { SectionMessage } from '../../components/section-message';
import { RECORD_WORDS } from '../../words/record-kind';
import { wayOutWords } from '../../words/way-out';
import { saveFile } from './save-file';

interface AsideRowProps {
  readonly aside: AsideView;
  readonly onGone: (aside: AsideView, how: string) => void;
  /** Since when. */
  readonly children: ComponentChildren;
}

type Doing = 'tryAgain' | 'end' | 'download';

/** One record that is set aside: what is wrong with it since when, and what can be done. */
export function AsideRow({ aside, onGone, children }: AsideRowProps) {
  const { key, kind, trouble } = aside;
  const [doing, setDoing] = useState<Doing>();
  const [error, setError] = useState<CallError>();
  const [still, setStill] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const words = wayOutWords(aside.wayOut, kind);
  const title = RECORD_WORDS[kind];

  const run = async (what: Doing, work: () => Promise<CallError | undefined>) => {
    setDoing(what);
    setStill(false);
    const failed = await work();
    setDoing(undefined);
    setError(failed);
  };
  const tryAgain = () =>
    run('tryAgain', async () => {
      const answer = await callAdmin('aside.tryAgain', { key });
      if (!answer.ok) return answer.error;
      if (answer.value) onGone(aside, `${title}: in order again.`);
      else setStill(true);
      return undefined;
    });
  const end = () =>
    run('end', async () => {
      const answer = await callAdmin('aside.end', { key });
      if (!answer.ok) return answer.error;
      onGone(aside, `${title}: done.`);
      return undefined;
    });
  const download = () =>
    run('download', async () => {
      const answer = await callAdmin('aside.record', { key });
      if (!answer.ok) return answer.error;
      saveFile(`${key.replace(/[^\w.-]+/g, '-')}.json`, 'application/json', answer.value.raw);
      return undefined;
    });

  return (
    <article class="aside stack-tight" aria-label={`${title} ${key}`}>
      <h3>{title}</h3>
      <p class="small">
        <code>{key}</code> · {trouble.trouble === 'unreadable' ? 'unreadable' : 'failing'}{' '}
        {children}
      </p>
      <p>
        {trouble.trouble === 'unreadable'
          ? `It can’t be read: ${trouble.why}.`
          : `Work on it has failed ${trouble.times} times, the last time with: ${trouble.why}. It goes on by itself once the cause is gone.`}
        {kind === 'audit' && ' Records of the audit are never removed.'}
      </p>
      <div class="row">
        <Button
          busy={doing === 'tryAgain' ? 'Trying…' : undefined}
          about={`to read ${key}`}
          onClick={() => void tryAgain()}
        >
          Try again
        </Button>
        <Button
          icon="download"
          busy={doing === 'download' ? 'Loading…' : undefined}
          about={key}
          onClick={() => void download()}
        >
          Download the record
        </Button>
        {words !== undefined && (
          <Button
            kind="danger"
            about={key}
            expanded={confirming}
            onClick={() => setConfirming(!confirming)}
          >
            {`${words.label}…`}
          </Button>
        )}
      </div>
      {still && (
        <SectionMessage tone="info" title="It still can’t be read" announce>
          <p>If the app was updated lately, try again after the next update.</p>
        </SectionMessage>
      )}
      {confirming && words !== undefined && (
        <SectionMessage tone="warning" title={`${words.label}?`}>
          <p>{words.means}</p>
          <div class="row">
            <Button
              kind="danger"
              busy={doing === 'end' ? 'Working…' : undefined}
              onClick={() => void end()}
            >
              {words.label}
            </Button>
            <Button onClick={() => setConfirming(false)}>Cancel</Button>
          </div>
        </SectionMessage>
      )}
      {error !== undefined && <ErrorMessage error={error} />}
      <Disclosed label="The record as it is stored">{() => <RawRecord of={key} />}</Disclosed>
    </article>
  );
}

function RawRecord({ of }: { readonly of: string }) {
  const [raw, setRaw] = useState<string>();
  const [error, setError] = useState<CallError>();
  useEffect(
    () =>
      void callAdmin('aside.record', { key: of }).then((answer) => {
        if (answer.ok) setRaw(answer.value.raw);
        else setError(answer.error);
      }),
    [of],
  );
  if (error !== undefined) return <ErrorMessage error={error} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <pre class="aside-raw" tabIndex={0}>
      {raw === undefined ? 'Loading…' : raw.slice(0, 20_000)}
    </pre>
  );
}
