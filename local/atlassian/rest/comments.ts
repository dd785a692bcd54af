import { accountOf, type Caller } from '../site/caller';
import type { Site } from '../site/site';
import type { StoredComment, StoredIssue } from '../store/issues';
import type { StoredProject } from '../store/projects';
import { isDocument, mentionsOf, plainText } from './document-format';
import { issueSeen } from './issue-lookup';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { checkProperty } from './properties';
import { expansionsIn, integerIn, objectIn } from './reading';
import { refuse } from './refusal';
import { renderUserDetails } from './render-user';
import { timestamp } from './timestamp';

const COMMENT_READ =
  'read:comment:jira read:comment.property:jira read:group:jira read:project:jira read:project-role:jira read:user:jira read:avatar:jira';
/** Comments of one issue at most (spec: 413; doc: per-issue limits). */
const MOST_COMMENTS = 5000;
/** Characters of a text field (doc: advanced settings, jira.text.field.character.limit). */
const MOST_CHARACTERS = 32_767;

export function renderComment(
  site: Site,
  caller: Caller,
  comment: StoredComment,
  withProperties: boolean,
) {
  const author = site.people.byId(comment.authorAccountId);
  const person = author === undefined ? {} : renderUserDetails(site, caller, author);
  return {
    self: `${site.siteUrl}/rest/api/3/issue/${comment.issueId}/comment/${comment.id}`,
    id: comment.id,
    author: person,
    body: comment.body,
    updateAuthor: person,
    created: timestamp(comment.createdAt),
    updated: timestamp(comment.updatedAt),
    jsdPublic: !isInternal(site, comment),
    ...(withProperties ? { properties: site.issues.properties('comment', comment.id) } : {}),
  };
}

/** A note for the team: only a service project has any, by a property of the comment. */
function isInternal(site: Site, comment: StoredComment): boolean {
  const projectId = site.issues.byIdOrKey(comment.issueId)?.projectId ?? '';
  if (site.projects.byId(projectId)?.typeKey !== 'service_desk') return false;
  const told = site.issues
    .properties('comment', comment.id)
    .find(({ key }) => key === 'sd.public.comment');
  return (told?.value as { readonly internal?: unknown } | undefined)?.internal === true;
}

function listComments(call: Call): Answer {
  const { site, caller, query } = call;
  const { issue } = issueSeen(call);
  const order = (query.get('orderBy') ?? 'created').replace(/^[+ ]/, '');
  if (order !== 'created' && order !== '-created')
    throw refuse(400, `orderBy must be created: '${order}' is not supported.`);
  const all = site.issues.comments(issue.id);
  const sorted = order === '-created' ? all.toReversed() : all;
  const startAt = Math.max(0, integerIn(query, 'startAt', 0));
  const maxResults = Math.max(0, Math.min(integerIn(query, 'maxResults', 100), MOST_COMMENTS));
  const withProperties = expansionsIn(query).has('properties');
  return ok({
    startAt,
    maxResults,
    total: all.length,
    comments: sorted
      .slice(startAt, startAt + maxResults)
      .map((comment) => renderComment(site, caller, comment, withProperties)),
  });
}

function propertiesIn(value: unknown): readonly { key: string; value: unknown }[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw refuse(400, '', { properties: 'Properties must be a list.' });
  return value.map((entry) => {
    const { key, value: content } = objectIn(entry);
    if (typeof key !== 'string' || key === '')
      throw refuse(400, '', { properties: 'A property needs a key.' });
    checkProperty(key, content);
    return { key, value: content };
  });
}

function documentIn(body: Readonly<Record<string, unknown>>): unknown {
  const document = body.body;
  if (document === undefined || document === null || document === '')
    throw refuse(400, '', { comment: 'Comment body can not be empty!' });
  if (!isDocument(document)) throw refuse(400, '', { comment: 'Comment body is not valid!' });
  const text = plainText(document);
  if (text === '') throw refuse(400, '', { comment: 'Comment body can not be empty!' });
  if (text.length > MOST_CHARACTERS)
    throw refuse(400, '', {
      comment: `The entered text is too long. It exceeds the allowed limit of ${MOST_CHARACTERS} characters.`,
    });
  return document;
}

/** Mentioned people hear of it where they can see the issue; nobody hears of mentioning themselves. */
function tellMentioned(
  site: Site,
  author: string,
  { issue, project }: { readonly issue: StoredIssue; readonly project: StoredProject },
  comment: StoredComment,
): void {
  const text = plainText(comment.body);
  const sender = site.people.byId(author)?.displayName ?? 'Somebody';
  for (const accountId of mentionsOf(comment.body)) {
    const person = site.people.byId(accountId);
    const reader: Caller = { kind: 'account', accountId, scopes: undefined };
    if (
      accountId === author ||
      person?.active !== true ||
      !site.access.hasInProject(reader, project, 'BROWSE_PROJECTS')
    )
      continue;
    site.mailbox.notify(accountId, {
      at: comment.createdAt,
      issueKey: issue.key,
      from: author,
      text,
      commentId: comment.id,
    });
    site.mailbox.send(accountId, {
      at: comment.createdAt,
      to: person.email,
      subject: `${sender} mentioned you on ${issue.key} (${site.siteName})`,
      text: `${sender} mentioned you in a comment on ${issue.key}: ${issue.summary}\n\n${text}\n\n${site.siteUrl}/browse/${issue.key}?focusedCommentId=${comment.id}`,
      html: undefined,
      issueKey: issue.key,
      kind: 'mention',
    });
  }
}

function addComment(call: Call): Answer {
  const { site, caller } = call;
  const seen = issueSeen(call);
  const author = accountOf(caller);
  if (author === undefined || !site.access.hasInProject(caller, seen.project, 'ADD_COMMENTS'))
    throw refuse(400, '', {
      comment: 'You do not have the permission to comment on this issue.',
    });
  const body = objectIn(call.body);
  const document = documentIn(body);
  const properties = propertiesIn(body.properties);
  if (site.issues.comments(seen.issue.id).length >= MOST_COMMENTS)
    throw refuse(413, 'The issue has reached the limit of comments.');
  const now = site.clock.now();
  const comment = site.issues.addComment({
    issueId: seen.issue.id,
    authorAccountId: author,
    body: document,
    createdAt: now,
    updatedAt: now,
  });
  for (const { key, value } of properties)
    site.issues.setProperty('comment', comment.id, key, value);
  tellMentioned(site, author, seen, comment);
  return {
    status: 201,
    body: renderComment(site, caller, comment, expansionsIn(call.query).has('properties')),
  };
}

function commentOfPath(call: Call) {
  const seen = issueSeen(call);
  const comment = call.site.issues.comment(call.path('id'));
  if (comment === undefined || comment.issueId !== seen.issue.id)
    throw refuse(404, `Can not find a comment for the id: ${call.path('id')}.`);
  return { ...seen, comment };
}

function mayChange(call: Call, verb: 'EDIT' | 'DELETE'): ReturnType<typeof commentOfPath> {
  const found = commentOfPath(call);
  const own = found.comment.authorAccountId === accountOf(call.caller);
  const permission = `${verb}_${own ? 'OWN' : 'ALL'}_COMMENTS`;
  if (!call.site.access.hasInProject(call.caller, found.project, permission))
    throw refuse(400, 'You do not have the permission to change this comment.');
  return found;
}

function getComment(call: Call): Answer {
  const { comment } = commentOfPath(call);
  const expand = expansionsIn(call.query);
  return ok(renderComment(call.site, call.caller, comment, expand.has('properties')));
}

function updateComment(call: Call): Answer {
  const { comment } = mayChange(call, 'EDIT');
  const body = objectIn(call.body);
  const document = documentIn(body);
  const properties = propertiesIn(body.properties);
  const at = call.site.clock.now();
  call.site.issues.updateComment(comment.id, document, at);
  for (const { key, value } of properties)
    call.site.issues.setProperty('comment', comment.id, key, value);
  const updated = { ...comment, body: document, updatedAt: at };
  return ok(renderComment(call.site, call.caller, updated, true));
}

function deleteComment(call: Call): Answer {
  const { comment } = mayChange(call, 'DELETE');
  call.site.issues.removeComment(comment.id);
  return { status: 204 };
}

export const commentOperations: readonly Operation[] = [
  operation('?GET /issue/:issueIdOrKey/comment', 'read:jira-work', COMMENT_READ, listComments),
  operation(
    '?POST /issue/:issueIdOrKey/comment',
    'write:jira-work',
    `${COMMENT_READ} write:comment:jira`,
    addComment,
  ),
  operation('?GET /issue/:issueIdOrKey/comment/:id', 'read:jira-work', COMMENT_READ, getComment),
  operation(
    '?PUT /issue/:issueIdOrKey/comment/:id',
    'write:jira-work',
    `${COMMENT_READ} write:comment:jira`,
    updateComment,
  ),
  operation(
    '?DELETE /issue/:issueIdOrKey/comment/:id',
    'write:jira-work',
    'delete:comment:jira delete:comment.property:jira',
    deleteComment,
  ),
];
