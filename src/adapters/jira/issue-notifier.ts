import { route } from '@forge/api';
import type { Person } from '#domain/action/person';
import type { Message } from '#domain/notification/message';
import type { Log } from '#ports/log';
import type { Notifier } from '#ports/notifier';
import { SiteFailure } from '#ports/site-failure';
import { callJira, readJira } from './call-jira';
import { asDocument, asHtml, asText } from './message-forms';
import { commentsSchema } from './schemas';

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

export function issueNotifier(log: Log): Notifier {
  return {
    async tell(issueId, key, to, message) {
      // Left by a try that ended before it could say so: the e-mail was sent after it, or is let go.
      if (await isTold(issueId, key)) return ['comment'];
      await comment(issueId, key, message);
      return (await mail(issueId, to, message, log)) ? ['comment', 'email'] : ['comment'];
    },
  };
}

async function isTold(issueId: string, key: string): Promise<boolean> {
  const parameters = new URLSearchParams({
    orderBy: '-created',
    maxResults: LATEST,
    expand: 'properties',
  });
  const found = await readJira(
    { as: 'app', route: route`/rest/api/3/issue/${issueId}/comment?${parameters}` },
    commentsSchema,
  );
  return (found?.comments ?? []).some(({ properties = [] }) =>
    properties.some((property) => property.key === PROPERTY && keyIn(property.value) === key),
  );
}

function keyIn(value: unknown): unknown {
  return value instanceof Object && 'key' in value ? value.key : undefined;
}

/** The property comes with the comment, so that there is never one without the other. */
async function comment(issueId: string, key: string, message: Message): Promise<void> {
  const { status } = await callJira({
    as: 'app',
    method: 'POST',
    route: route`/rest/api/3/issue/${issueId}/comment`,
    body: {
      body: asDocument(message),
      properties: [{ key: PROPERTY, value: { key } }, FOR_THE_TEAM],
    },
  });
  if (status === 404) throw unreachable();
}

/** An e-mail is a courtesy on top of the comment: where it fails, the comment has told them. */
async function mail(
  issueId: string,
  to: readonly Person[],
  message: Message,
  log: Log,
): Promise<boolean> {
  try {
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
    if (status !== 404) return true;
    throw unreachable();
  } catch (error) {
    if (!(error instanceof SiteFailure)) throw error;
    log.warn('Jira sent no e-mail', { code: error.code, status: error.status ?? 0 });
    return false;
  }
}

const unreachable = () =>
  new SiteFailure('forbidden', 'The app does not see the issue, or may not comment.', false, 404);
