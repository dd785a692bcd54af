import { useState } from 'preact/hooks';
import type { AsideView } from '#contract/views';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { LoadMore } from '../../components/load-more';
import { Section } from '../../components/section';
import { usePages } from '../../components/use-pages';
import { Since } from '../../components/when';
import { AsideRow } from './aside-row';
import { RequestLists } from './request-lists';

export interface NeedsALookProps {
  readonly now: number;
  /** Something that the rest of the page shows may be readable again. */
  readonly onMended: () => void;
}

/** Records that can't be read, and work that fails again and again: told here, and left out elsewhere. */
export function NeedsALook({ now, onMended }: NeedsALookProps) {
  const list = usePages<AsideView>((at) => callAdmin('aside.list', at));
  const { pages, items: all, hasMore, loading, error, reload } = list;
  const [said, setSaid] = useState('');
  const gone = ({ key, kind }: AsideView, how: string) => {
    setSaid(how);
    list.change((page) => ({ ...page, items: page.items.filter((one) => one.key !== key) }));
    document.getElementById('look-title')?.focus();
    if (kind === 'connection' || kind === 'policy') onMended();
  };

  return (
    <Section
      id="look-title"
      title={say('Needs a look')}
      kind="wide"
      beside={
        <Button
          kind="subtle"
          icon="refresh"
          busy={loading && pages !== undefined ? say('Loading…') : undefined}
          onClick={reload}
        >
          {say('Refresh')}
        </Button>
      }
    >
      <p class="subtle">
        {say(
          'Records that the app can’t read, and work that fails again and again. They are left out, and everything else goes on. The app tries them again by itself from time to time.',
        )}
      </p>
      <p role="status" class="small">
        {said}{' '}
        {pages === undefined && error === undefined
          ? say('Loading…')
          : pages !== undefined &&
            (all.length === 0
              ? say('Nothing needs a look.')
              : hasMore
                ? say('{count, plural, one {# record} other {# records}} shown, more to load.', {
                    count: all.length,
                  })
                : say('{count, plural, one {# record} other {# records}} shown.', {
                    count: all.length,
                  }))}
      </p>
      <ErrorMessage error={error} onRetry={reload} />
      {all.map((aside) => (
        <AsideRow key={aside.key} aside={aside} onGone={gone}>
          <Since at={aside.since} now={now} />
        </AsideRow>
      ))}
      <LoadMore list={list} />
      <RequestLists />
    </Section>
  );
}
