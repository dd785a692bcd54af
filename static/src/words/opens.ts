import type {
  GroupOpensView,
  OpenedRoleView,
  OpensView,
  ReceivingGroupView,
} from '#contract/views';
import { leadsPart } from '#domain/policy/opened-by';
import { listNames } from '#words/listing';
import { say } from '#words/say';

export interface OpenedLine {
  /** Empty where the warning is all there is to say. */
  readonly text: string;
  /** What has to be seen: that somebody else answers for it. */
  readonly warning: string | undefined;
}

/** What people get with a group: what it administers, a line for each project, for what is not shown, and for a seat. */
export function opensLines(
  { administers, opened, givesProductAccess }: GroupOpensView,
  { requesterId }: Pick<OpensView, 'requesterId'>,
  asked: ReadonlySet<string>,
): OpenedLine[] {
  const administration = administrationLines(administers);
  const seat = seatLines(givesProductAccess);
  if (opened === undefined) {
    return [
      ...administration,
      plain(say('Which projects it opens is not known: the site has too many to look through.')),
      ...seat,
    ];
  }
  const { roles, hidden } = opened;
  const projects = [...new Set(roles.map(({ projectId }) => projectId))].map((projectId) =>
    projectLine(
      roles.filter((one) => one.projectId === projectId),
      requesterId,
      asked,
    ),
  );
  const rest =
    hidden === 0
      ? []
      : [
          plain(
            roles.length === 0
              ? say('{count, plural, one {# project} other {# projects}} you can’t see.', {
                  count: hidden,
                })
              : say('And {count, plural, one {# project} other {# projects}} you can’t see.', {
                  count: hidden,
                }),
          ),
        ];
  const none = roles.length + hidden === 0 ? [plain(say('No project through a role.'))] : [];
  return [...administration, ...warningsFirst(projects), ...rest, ...none, ...seat];
}

/** The most that a group can give: whoever decides has to see it, whatever else comes with it. */
function administrationLines(administers: GroupOpensView['administers']): OpenedLine[] {
  switch (administers) {
    case undefined:
      return [];
    case 'site':
      return [{ text: '', warning: say('Administration of the whole site') }];
    case 'jira':
      return [{ text: '', warning: say('Administration of Jira') }];
    case 'labelled':
      return [{ text: '', warning: say('Administration, as Jira marks it') }];
    case 'notKnown':
      return [plain(say('Whether it gives administration is not known.'))];
  }
}

function seatLines(givesProductAccess: boolean | undefined): OpenedLine[] {
  if (givesProductAccess === false) return [];
  return givesProductAccess === true
    ? [plain(say('Access to a product, which costs a seat for whoever has none.'))]
    : [plain(say('Whether it gives access to a product, which costs a seat, is not known.'))];
}

/** `Through engineering, its 34 members get it, and whoever joins later.` */
export function receivingLine({ name, members }: ReceivingGroupView): string {
  switch (members) {
    case undefined:
      return say('Through {name}, all its members get it: how many they are is not known.', {
        name,
      });
    case 0:
      return say('Through {name}, whoever joins it gets it: nobody is in it today.', { name });
    default:
      return say(
        'Through {name}, {count, plural, one {its one member gets} other {its # members get}} it, and whoever joins later.',
        { name, count: members },
      );
  }
}

const plain = (text: string): OpenedLine => ({ text, warning: undefined });

const warningsFirst = (lines: readonly OpenedLine[]) => [
  ...lines.filter(({ warning }) => warning !== undefined),
  ...lines.filter(({ warning }) => warning === undefined),
];

/** `Developers and Viewers (by this request) in Website`. */
function projectLine(
  roles: readonly OpenedRoleView[],
  requesterId: string,
  asked: ReadonlySet<string>,
): OpenedLine {
  const [first] = roles;
  const names = roles.map(({ name, byThisAsk }) =>
    byThisAsk ? say('{name} (by this request)', { name }) : name,
  );
  return {
    text: say('{names} in {project}', {
      names: listNames(names, 'and', names.length),
      project: first?.projectName ?? '',
    }),
    warning: leadWarning(first?.lead, requesterId, asked),
  };
}

function leadWarning(
  lead: OpenedRoleView['lead'],
  requesterId: string,
  asked: ReadonlySet<string>,
): string | undefined {
  switch (leadsPart(lead?.accountId, requesterId, asked)) {
    case 'isAsked':
      return undefined;
    case 'noLead':
      return say('which has no lead');
    case 'asks':
      return say('led by {name}, who asks for this', { name: lead?.displayName ?? '' });
    case 'isNotAsked':
      return say('led by {name}, who is not asked', { name: lead?.displayName ?? '' });
  }
}
