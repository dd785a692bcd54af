import { say } from '#words/say';
import { Button } from './button';

/** A part of many rows at a time. Both buttons stay where they are, so that the focus does. */
export function Pager({
  label,
  page,
  size,
  count,
  onPage,
}: {
  readonly label: string;
  /** From 0. */
  readonly page: number;
  readonly size: number;
  readonly count: number;
  readonly onPage: (page: number) => void;
}) {
  if (count <= size) return null;
  const last = Math.ceil(count / size) - 1;
  const from = page * size + 1;
  const to = Math.min(count, (page + 1) * size);
  return (
    <nav class="row" aria-label={label}>
      <Button
        disabledReason={page > 0 ? undefined : say('These are the first.')}
        onClick={() => onPage(page - 1)}
      >
        {say('Previous')}
      </Button>
      <Button
        disabledReason={page < last ? undefined : say('These are the last.')}
        onClick={() => onPage(page + 1)}
      >
        {say('Next')}
      </Button>
      <span role="status" class="small">
        {say('{from} to {to} of {count}', { from, to, count })}
      </span>
    </nav>
  );
}
