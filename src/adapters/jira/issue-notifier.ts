import { route } from '@forge/api';
import { asPartOfLine } from '#domain/lib/readable-text';
import type { Message } from '#domain/notification/message';
import type { Clock } from '#ports/clock';
import { type Notifier, PublicComment } from '#ports/notifier';
import { SiteFailure } from '#ports/site-failure';
import {
  type Comment,
  commentSchema,
  commentsSchema,
  issueSchema,
  userSchema,
} from '../rest/schemas';
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
      const hasCustomers = await isOfService(jira, issueId);
      const written =
        (await findOwn(jira, issueId, mark)) ?? (await comment(jira, issueId, mark, message));
      if (hasCustomers && (await isReadByCustomers(jira, issueId, written))) {
        throw new PublicComment(await takeBack(jira, issueId, written));
      }
    },

    async tryComment(issueId, mark, message) {
      const written = await comment(jira, issueId, mark, message);
      return takeBack(jira, issueId, written);
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
 * The comment, where the app itself has written it. Anybody who may comment can give a comment any property,
 * so the mark alone says nothing: the author is looked at too.
 */
async function findOwn(jira: Jira, issueId: string, mark: string): Promise<Comment | undefined> {
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
  if (marked.length === 0) return undefined;
  const app = await jira.read({ as: 'app', route: route`/rest/api/3/myself` }, userSchema);
  return marked.find(
    ({ author }) => author?.accountId !== undefined && author.accountId === app?.accountId,
  );
}

function keyIn(value: unknown): unknown {
  return value instanceof Object && 'key' in value ? value.key : undefined;
}

/** The property comes with the comment, so that there is never one without the other. */
async function comment(
  jira: Jira,
  issueId: string,
  mark: string,
  message: Message,
): Promise<Comment> {
  const written = await jira.sendAndRead(
    {
      as: 'app',
      method: 'POST',
      route: route`/rest/api/3/issue/${issueId}/comment?expand=properties`,
      body: {
        body: asDocument(message),
        properties: [{ key: PROPERTY, value: { key: mark } }, FOR_THE_TEAM],
      },
    },
    commentSchema,
  );
  if (written === undefined) throw unreachable();
  return written;
}

const SERVICE = 'service_desk';

/** Whether the issue is in a service project; what is not told counts as one. */
async function isOfService(jira: Jira, issueId: string): Promise<boolean> {
  const issue = await jira.read(
    { as: 'app', route: route`/rest/api/3/issue/${issueId}?fields=project` },
    issueSchema,
  );
  if (issue === undefined) throw unreachable();
  return (issue.fields.project.projectTypeKey ?? SERVICE) === SERVICE;
}

/**
 * Whether customers read a comment that was to be internal: whoever may not write internal notes is reported to
 * post a public one (whoz-oss/coday#165). It is looked at once more by itself; what is not known counts as public.
 */
async function isReadByCustomers(jira: Jira, issueId: string, written: Comment): Promise<boolean> {
  if (!isPublic(written)) return false;
  const now = await jira.read(
    {
      as: 'app',
      route: route`/rest/api/3/issue/${issueId}/comment/${written.id}?expand=properties`,
    },
    commentSchema,
  );
  return now !== undefined && isPublic(now);
}

function isPublic({ jsdPublic, properties }: Comment): boolean {
  if (jsdPublic !== undefined) return jsdPublic;
  const told = properties?.items.find(({ key }) => key === FOR_THE_TEAM.key)?.value;
  return !(told instanceof Object && 'internal' in told && told.internal === true);
}

/** False where it may still be there. */
async function takeBack(jira: Jira, issueId: string, { id }: Comment): Promise<boolean> {
  try {
    await jira.send({
      as: 'app',
      method: 'DELETE',
      route: route`/rest/api/3/issue/${issueId}/comment/${id}`,
    });
    return true;
  } catch (error) {
    if (error instanceof SiteFailure) return false;
    throw error;
  }
}

const unreachable = () =>
  new SiteFailure('forbidden', 'The app does not see the issue, or may not comment.', false, 404);
