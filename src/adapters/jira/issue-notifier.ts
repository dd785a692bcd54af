import { route } from '@forge/api';
import { asPartOfLine } from '#domain/lib/readable-text';
import type { Message } from '#domain/notification/message';
import type { Clock } from '#ports/clock';
import type { Notifier } from '#ports/notifier';
import { SiteFailure } from '#ports/site-failure';
import { commentsSchema, userSchema } from '../rest/schemas';
import { asDocument, asHtml, asText } from './message-formats';
import { type Jira, openJira } from './open-jira';

/** The property of a comment that says which telling it is. */
const PROPERTY = 'multiplier.telling';
/**
 * In a service project customers read comments, and who gets access is none of their business: this
 * property makes a comment an internal one there, and means nothing elsewhere (recorded in public
 * clients of Jira Service Management's API).
 */
const FOR_THE_TEAM = { key: 'sd.public.comment', value: { internal: true } };
/** A telling that is repeated is repeated soon: its comment is among the latest. */
const LATEST = '100';

export function issueNotifier(clock: Clock): Notifier {
  const jira = openJira(clock);
  return {
    async comment(issueId, mark, message) {
      if (!(await hasCommented(jira, issueId, mark))) await comment(jira, issueId, mark, message);
    },

    async email(issueId, to, message) {
      const sent = await jira.send({
        as: 'app',
        method: 'POST',
        route: route`/rest/api/3/issue/${issueId}/notify`,
        body: {
          subject: asPartOfLine(message.subject).trim(),
          textBody: asText(message),
          htmlBody: asHtml(message),
          to: { users: to.map(({ accountId }) => ({ accountId })) },
        },
      });
      if (sent === 'notFound') throw unreachable();
    },
  };
}

/**
 * Whether the app itself has written the comment. Anybody who may comment can give a comment any property,
 * so the mark alone says nothing: the author is looked at too.
 */
async function hasCommented(jira: Jira, issueId: string, mark: string): Promise<boolean> {
  const parameters = new URLSearchParams({
    orderBy: '-created',
    maxResults: LATEST,
    expand: 'properties',
  });
  const found = await jira.read(
    { as: 'app', route: route`/rest/api/3/issue/${issueId}/comment?${parameters}` },
    commentsSchema,
  );
  const marked = (found?.comments.items ?? []).filter(({ properties }) =>
    properties?.items.some(
      (property) => property.key === PROPERTY && keyIn(property.value) === mark,
    ),
  );
  if (marked.length === 0) return false;
  const app = await jira.read({ as: 'app', route: route`/rest/api/3/myself` }, userSchema);
  return marked.some(
    ({ author }) => author?.accountId !== undefined && author.accountId === app?.accountId,
  );
}

function keyIn(value: unknown): unknown {
  return value instanceof Object && 'key' in value ? value.key : undefined;
}

/** The property comes with the comment, so that there is never one without the other. */
async function comment(jira: Jira, issueId: string, mark: string, message: Message): Promise<void> {
  const sent = await jira.send({
    as: 'app',
    method: 'POST',
    route: route`/rest/api/3/issue/${issueId}/comment`,
    body: {
      body: asDocument(message),
      properties: [{ key: PROPERTY, value: { key: mark } }, FOR_THE_TEAM],
    },
  });
  if (sent === 'notFound') throw unreachable();
}

const unreachable = () =>
  new SiteFailure('forbidden', 'The app does not see the issue, or may not comment.', false, 404);
