import { route } from '@forge/api';
import type { Message } from '#domain/notification/message';
import type { Notifier } from '#ports/notifier';
import { SiteFailure } from '#ports/site-failure';
import { callJira, readJira } from './call-jira';
import { asDocument, asHtml, asText } from './message-forms';
import { commentsSchema, userSchema } from './schemas';

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

export const issueNotifier: Notifier = {
  async comment(issueId, mark, message) {
    if (!(await hasCommented(issueId, mark))) await comment(issueId, mark, message);
  },

  async email(issueId, to, message) {
    const { status } = await callJira({
      as: 'app',
      method: 'POST',
      route: route`/rest/api/3/issue/${issueId}/notify`,
      body: {
        subject: message.subject,
        textBody: asText(message),
        htmlBody: asHtml(message),
        to: { users: to.map(({ accountId }) => ({ accountId })) },
      },
    });
    if (status === 404) throw unreachable();
  },
};

/**
 * Whether the app itself has written the comment. Anybody who may comment can give a comment any property,
 * so the mark alone says nothing: the author is looked at too.
 */
async function hasCommented(issueId: string, mark: string): Promise<boolean> {
  const parameters = new URLSearchParams({
    orderBy: '-created',
    maxResults: LATEST,
    expand: 'properties',
  });
  const found = await readJira(
    { as: 'app', route: route`/rest/api/3/issue/${issueId}/comment?${parameters}` },
    commentsSchema,
  );
  const marked = (found?.comments ?? []).filter(({ properties = [] }) =>
    properties.some((property) => property.key === PROPERTY && keyIn(property.value) === mark),
  );
  if (marked.length === 0) return false;
  const app = await readJira({ as: 'app', route: route`/rest/api/3/myself` }, userSchema);
  return marked.some(({ author }) => author !== undefined && author.accountId === app?.accountId);
}

function keyIn(value: unknown): unknown {
  return value instanceof Object && 'key' in value ? value.key : undefined;
}

/** The property comes with the comment, so that there is never one without the other. */
async function comment(issueId: string, mark: string, message: Message): Promise<void> {
  const { status } = await callJira({
    as: 'app',
    method: 'POST',
    route: route`/rest/api/3/issue/${issueId}/comment`,
    body: {
      body: asDocument(message),
      properties: [{ key: PROPERTY, value: { key: mark } }, FOR_THE_TEAM],
    },
  });
  if (status === 404) throw unreachable();
}

const unreachable = () =>
  new SiteFailure('forbidden', 'The app does not see the issue, or may not comment.', false, 404);
