import { ago, dateAndTime } from '#words/time';
import { sayWithElements } from './say-with-elements';

/** `3 hours ago`, with the date and time when pointed at and for the screen reader's asking. */
export function When({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={dateAndTime(at)}>
      {ago(at, now)}
    </time>
  );
}

/** `since 9 Dec 2026, 14:05`, with how long ago that is when pointed at. */
export function Since({ at, now }: { readonly at: number; readonly now: number }) {
  return (
    <>
      {sayWithElements('since {time}', {
        time: (
          <time dateTime={new Date(at).toISOString()} title={ago(at, now)}>
            {dateAndTime(at)}
          </time>
        ),
      })}
    </>
  );
}
