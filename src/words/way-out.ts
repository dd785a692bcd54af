import type { RecordKind, WayOut } from '#domain/aside/aside';
import { say } from './say';

export interface WayOutWords {
  /** On the button. */
  readonly label: string;
  /** What it comes to, before it is confirmed. */
  readonly means: string;
}

/** What ends the trouble with a record, in words; undefined where it simply stays. */
export function wayOutWords(way: WayOut, kind: RecordKind): WayOutWords | undefined {
  switch (way) {
    case 'restore':
      return {
        label: say('Restore the version before'),
        means: say(
          'The newest version of the access policy that can be read is put in force again, as a new version. Look it over afterwards.',
        ),
      };
    case 'giveUp':
      return {
        label: say('Give these steps up'),
        means: say(
          'Nobody knows what became of these steps. They count as failed from then on, and their request can end. Look on the site what was done.',
        ),
      };
    case 'remove':
      return { label: say('Remove'), means: removed()[kind] };
    case 'none':
      return undefined;
  }
}

const other = () => say('The record goes for good. Download it first if you want to keep it.');
const forgotten = () =>
  say(
    'The app forgets that it gave this access, and no longer takes it back when its time is over. Download the record first, and look on the site.',
  );
const removed = (): Readonly<Record<RecordKind, string>> => ({
  connection: say(
    'The app is then not connected. Connect it again under Integrations: access that was given stays known as long as it is the same site.',
  ),
  request: say(
    'The request goes from its issue, and nothing more is done for it. The audit keeps it.',
  ),
  grants: forgotten(),
  holding: forgotten(),
  issue: say('The list starts again, empty. Requests that wait for somebody are still found.'),
  outbox: say('This piece of work is not done any more.'),
  telling: say('Whoever was told may be told once more.'),
  retention: say('What is over is kept for good again, until an admin says otherwise.'),
  person: say('Whose data is stored is found anew within a day.'),
  submission: other(),
  steps: other(),
  policy: other(),
  audit: other(),
  lock: other(),
  aside: say('Only the note goes; the record that it is about stays.'),
});
