import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { waitsForWorkItem } from '#domain/grant/ends-no-sooner';
import type { NoRenewal } from '#domain/grant/no-renewal';
import { type Holding, lastingGrant, latestEnd } from '#domain/holding/holding';
import { noRenewalOfEnd } from '#domain/holding/no-renewal';
import { onOneLine } from '#domain/lib/readable-text';
import { DAY, type Instant } from '#domain/lib/time';
import type { Message, MessageLine } from '#domain/notification/message';
import { extendLink } from '#domain/panel/extend-link';
import type { AccessRequest } from '#domain/request/access-request';
import { nameEntitlement } from './access-names';
import { listNames, sentenceStart } from './listing';
import { mentions, paragraph } from './paragraph';
import { say } from './say';
import { date, dateAndTime } from './time';

/** As many as are read; the panel shows the others. */
const LISTED = 10;

/** Tells whom it concerns that access is about to end, and how it is asked for longer. */
export function beforeEndMessage(
  { id, issue: { key } }: AccessRequest,
  {
    to,
    ending,
    elsewhere,
    siteUrl,
  }: {
    readonly to: readonly Person[];
    readonly ending: readonly Ending[];
    /** How many more of theirs end that were asked for in other work items. */
    readonly elsewhere: number;
    readonly siteUrl: string | undefined;
  },
): Message {
  const ends = endsOf(ending);
  const lines = ends.slice(0, LISTED).map(lineOf);
  const first = Math.min(...ends.map(({ endsAt }) => endsAt));
  const more = [
    ...(ends.length > LISTED
      ? [say('{count} more, which the Access panel shows', { count: ends.length - LISTED })]
      : []),
    ...(elsewhere > 0
      ? [
          say(
            '{count} more, asked for in other work items: Apps > Access > My access shows what and when',
            { count: elsewhere },
          ),
        ]
      : []),
  ];
  const isAll = ends.every(({ notRenewed }) => notRenewed !== undefined);
  const link: MessageLine =
    siteUrl === undefined
      ? [say('the Access panel of {key}', { key })]
      : [{ link: { text: say('the Extend form'), to: extendLink(siteUrl, key, id) } }];
  return {
    subject: say('{key}: access ends on {date}', { key, date: date(first) }),
    blocks: [
      paragraph('{people}, access that was asked for here is about to end:', {
        people: mentions(to),
      }),
      { list: [...lines, ...more].map((line) => [line]) },
      isAll
        ? [say('It ends by itself then, and nobody has to do anything.')]
        : paragraph(
            'If it is still needed, ask for more time in {link}: that is decided like the first time. If not, it ends by itself, and nobody has to do anything.',
            { link },
          ),
    ],
  };
}

interface End {
  /** The key of the work item with which it ends before, once that is done. */
  readonly workItem: string | undefined;
  readonly what: string;
  readonly names: readonly string[];
  readonly endsAt: Instant;
  /** Who said that it is not to be, and why. */
  readonly notRenewed: NoRenewal | undefined;
}

type Ending = Pick<Holding, 'grants' | 'entitlement' | 'subject' | 'noRenewal'>;

/** Of one group or role, all that ends on one day together: it was given within minutes. */
function endsOf(ending: readonly Ending[]): End[] {
  const byEnd = Map.groupBy(
    ending.flatMap((one) => {
      const endsAt = latestEnd(one);
      const more = { workItem: workItemOf(one), notRenewed: noRenewalOfEnd(one) };
      return endsAt === undefined ? [] : [{ ...one, endsAt, ...more }];
    }),
    ({ entitlement, endsAt, workItem = '', notRenewed }) =>
      [
        entitlementKey(entitlement),
        Math.floor(endsAt / DAY),
        workItem,
        notRenewed?.by.accountId,
        notRenewed?.at,
      ].join(' '),
  );
  return [...byEnd.values()]
    .flatMap((all): End[] => {
      const [one] = all;
      if (one === undefined) return [];
      return [
        {
          workItem: one.workItem,
          notRenewed: one.notRenewed,
          what: nameEntitlement(one.entitlement),
          names: all.map(({ subject }) => subject.displayName),
          endsAt: Math.min(...all.map(({ endsAt }) => endsAt)),
        },
      ];
    })
    .toSorted((one, other) => one.endsAt - other.endsAt);
}

function workItemOf(holding: Pick<Holding, 'grants'>): string | undefined {
  const last = lastingGrant(holding);
  return last === undefined || waitsForWorkItem(last) === undefined ? undefined : last.issueKey;
}

function lineOf({ what, names, endsAt, workItem, notRenewed }: End): string {
  const values = { what, names: listNames(names), time: dateAndTime(endsAt) };
  const ends = sentenceStart(
    workItem === undefined
      ? say('{what}, for {names}: until {time}', values)
      : say('{what}, for {names}: until {key} is done, at the latest {time}', {
          ...values,
          key: workItem,
        }),
  );
  if (notRenewed === undefined) return ends;
  const { by, at, reason } = notRenewed;
  return say('{ends}. It will not be renewed: {name} said so on {date}. Why: “{reason}”', {
    ends,
    name: by.displayName,
    date: date(at),
    reason: onOneLine(reason),
  });
}
