import type { CallError } from '#contract/answer';
import '../../components/table.css';
import { useEffect, useState } from 'preact/hooks';
import type { AsideView, Page } from '#contract/views';
import { callAdmin } from '../../api/call-admin';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { Since } from '../../components/when';
import { count } from '../../words/listing';
import { AsideRow } from './aside-row';

export interface NeedsALookProps {
  readonly now: number;
  /** Something that the rest of the page shows may be readable again. */
  readonly onMended: () => void;
}

/** Records that can't be read, and work that fails again and again: told here, and left out elsewhere. */
export function NeedsALook({ now, onMended }: NeedsALookProps) {
  const [pages, setPages] = useState<readonly Page<AsideView>[]>();
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<CallError>();
  const [said, setSaid] = useState('');

  const load = async (before: readonly Page<AsideView>[]) => {
    const cursor = before.at(-1)?.cursor;
    setBusy(true);
    const answer = await callAdmin('aside.list', cursor === undefined ? {} : { cursor });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (answer.ok) setPages([...before, answer.value]);
  };
  useEffect(() => void load([]), []);

  const all = (pages ?? []).flatMap(({ items }) => items);
  const gone = ({ key, kind }: AsideView, how: string) => {
    setSaid(how);
    setPages((shown) =>
      shown?.map((page) => ({ ...page, items: page.items.filter((one) => one.key !== key) })),
    );
    document.getElementById('look-title')?.focus();
    if (kind === 'connection' || kind === 'policy') onMended();
  };
  const more = pages?.at(-1)?.cursor !== undefined;

  return (
    <section class="panel-box panel-box-wide" aria-labelledby="look-title">
      <div class="row">
        <h2 id="look-title" tabIndex={-1}>
          Needs a look
        </h2>
        <Button
          kind="subtle"
          icon="refresh"
          busy={busy && pages !== undefined ? 'Loading…' : undefined}
          onClick={() => void load([])}
        >
          Refresh
        </Button>
      </div>
      <p class="subtle">
        Records that the app can’t read, and work that fails again and again. They are left out, and
        everything else goes on. The app tries them again by itself from time to time.
      </p>
      <p role="status" class="small">
        {said}{' '}
        {pages === undefined && error === undefined
          ? 'Loading…'
          : pages !== undefined &&
            (all.length === 0
              ? 'Nothing needs a look.'
              : `${count(all.length, 'record')} shown${more ? ', more to load' : ''}.`)}
      </p>
      {error !== undefined && (
        <ErrorMessage error={error}>
          <Button onClick={() => void load([])}>Try again</Button>
        </ErrorMessage>
      )}
      {all.map((aside) => (
        <AsideRow key={aside.key} aside={aside} onGone={gone}>
          <Since at={aside.since} now={now} />
        </AsideRow>
      ))}
      {more && (
        <div>
          <Button busy={busy ? 'Loading…' : undefined} onClick={() => void load(pages ?? [])}>
            Load more
          </Button>
        </div>
      )}
    </section>
  );
}
