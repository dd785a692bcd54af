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
          'The newest version of the access policy that can be read is put in force again, as a new version, with every group locked. If a later one is lost, it lists no group, lets nothing be created and names no fallback approver until you say so, and people decide about all of it. Where the policy decides without approval, you sign it by restoring, as by saving. Nobody may break the glass until you say so. Look it over afterwards.',
        ),
      };
    case 'giveUp':
      return {
        label: say('Give up these steps'),
        means: say(
          'It is not known what became of these steps. They count as failed from then on, and their request can end. Check on the site what was done.',
        ),
      };
    case 'remove':
      return { label: say('Remove'), means: removed()[kind] };
    case 'none':
      return undefined;
  }
}

const other = () =>
  say('The record is deleted permanently. Download it first if you want to keep it.');
const forgotten = () =>
  say(
    'The app forgets that it gave this access, and no longer takes it back when its time is over. Download the record first, and check on the site.',
  );
const removed = (): Readonly<Record<RecordKind, string>> => ({
  connection: say(
    'The app is then not connected. Connect it again under Integrations: the app still knows what it gave if you connect the same site.',
  ),
  request: say(
    'The request is removed from its work item, and nothing more is done for it. The audit keeps it.',
  ),
  grants: forgotten(),
  holding: forgotten(),
  issue: say('The list starts again, empty. Requests that wait for somebody are still found.'),
  outbox: say('This piece of work is dropped.'),
  telling: say('People may be notified a second time.'),
  retention: say('Finished records are kept forever again, until an admin says otherwise.'),
  away: say(
    'This person is not away any more: they decide again themselves, until they say otherwise.',
  ),
  person: say('Within a day, the app lists again whose data it stores.'),
  projected: say('In which lists the request is, is found again within a day.'),
  projection: say('The request is put into its lists again within a day.'),
  watched: say(
    'Access that was to end as the work item is done ends at the time that was approved at the latest, and not before.',
  ),
  submission: other(),
  steps: other(),
  policy: other(),
  audit: other(),
  lock: other(),
  aside: say('Only this note is deleted; the record that it is about stays.'),
});
