import { say } from '#words/say';
import { Button } from './button';
import type { Pages } from './use-pages';

/** Under a list of which there is more. Nothing where all of it is there. */
export function LoadMore({
  list: { hasMore, loading, loadMore },
  label = say('Load more'),
}: {
  readonly list: Pick<Pages<unknown>, 'hasMore' | 'loading' | 'loadMore'>;
  readonly label?: string;
}) {
  if (!hasMore) return null;
  return (
    <div>
      <Button busy={loading ? say('Loading…') : undefined} onClick={loadMore}>
        {label}
      </Button>
    </div>
  );
}
