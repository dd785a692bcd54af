import type { RecordKind, WayOut } from '#domain/aside/aside';

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
        label: 'Restore the version before',
        means:
          'The newest version of the access policy that can be read is put in force again, as a new version. Look it over afterwards.',
      };
    case 'giveUp':
      return {
        label: 'Give these steps up',
        means:
          'Nobody knows what became of these steps. They count as failed from then on, and their request can end. Look on the site what was done.',
      };
    case 'remove':
      return { label: 'Remove', means: REMOVED[kind] };
    case 'none':
      return undefined;
  }
}

const OTHER = 'The record goes for good. Download it first if you want to keep it.';
const FORGOTTEN =
  'The app forgets that it gave this access, and no longer takes it back when its time is over. Download the record first, and look on the site.';
const REMOVED: Readonly<Record<RecordKind, string>> = {
  connection:
    'The app is then not connected. Connect it again under Integrations: access that was given stays known as long as it is the same site.',
  request: 'The request goes from its issue, and nothing more is done for it. The audit keeps it.',
  grants: FORGOTTEN,
  holding: FORGOTTEN,
  issue: 'The list starts again, empty. Requests that wait for somebody are still found.',
  outbox: 'This piece of work is not done any more.',
  telling: 'Whoever was told may be told once more.',
  submission: OTHER,
  steps: OTHER,
  policy: OTHER,
  audit: OTHER,
  lock: OTHER,
  aside: 'Only the note goes; the record that it is about stays.',
};
