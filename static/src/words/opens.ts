import type { GroupOpensView, OpenedRoleView, OpensView } from '#contract/views';
import { leadsPart } from '#domain/policy/opened-by';
import { count, listNames } from './listing';

export interface OpenedLine {
  readonly text: string;
  /** What has to be seen: that somebody else answers for it. */
  readonly warning: string | undefined;
}

/** What people get with a group: a line for each project, for what is not shown, and for a seat. */
export function opensLines(
  { opened, givesProductAccess }: GroupOpensView,
  { requesterId }: Pick<OpensView, 'requesterId'>,
  asked: ReadonlySet<string>,
): OpenedLine[] {
  const seat = seatLines(givesProductAccess);
  if (opened === undefined) {
    return [
      plain('Which projects it opens is not known: the site has too many to look through.'),
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
  const more = roles.length === 0 ? '' : 'And ';
  const rest = hidden === 0 ? [] : [plain(`${more}${count(hidden, 'project')} you can’t see.`)];
  const none = roles.length + hidden === 0 ? [plain('No project through a role.')] : [];
  return [...warningsFirst(projects), ...rest, ...none, ...seat];
}

function seatLines(givesProductAccess: boolean | undefined): OpenedLine[] {
  if (givesProductAccess === false) return [];
  return givesProductAccess === true
    ? [plain('Access to a product, which costs a seat for whoever has none.')]
    : [plain('Whether it gives access to a product, which costs a seat, is not known.')];
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
  const names = roles.map(
    ({ name, byThisAsk }) => `${name}${byThisAsk ? ' (by this request)' : ''}`,
  );
  return {
    text: `${listNames(names, 'and', names.length)} in ${first?.projectName ?? ''}`,
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
      return 'which has no lead';
    case 'asks':
      return `led by ${lead?.displayName}, who asks for this`;
    case 'isNotAsked':
      return `led by ${lead?.displayName}, who is not asked`;
  }
}
