import { issueSeen } from './issue-lookup';
import { type Answer, type Call, type Operation, ok, operation } from './operation';
import { refuse } from './refusal';

/** Length of a key and of a value as JSON (spec: Set issue property; doc: entity properties). */
const LONGEST_KEY = 255;
const LONGEST_VALUE = 32_768;

export function checkProperty(key: string, value: unknown): void {
  if (key.length > LONGEST_KEY)
    throw refuse(400, `The property key must not be longer than ${LONGEST_KEY} characters.`);
  if (value === undefined) throw refuse(400, 'The property value is not valid JSON.');
  if (JSON.stringify(value).length > LONGEST_VALUE)
    throw refuse(400, `The property value must not be longer than ${LONGEST_VALUE} characters.`);
}

const propertyAddress = (call: Call, issueId: string, key: string) =>
  `${call.site.siteUrl}/rest/api/3/issue/${issueId}/properties/${encodeURIComponent(key)}`;

const noProperty = (key: string) => refuse(404, `The property ${key} does not exist.`);

function listKeys(call: Call): Answer {
  const { issue } = issueSeen(call);
  return ok({
    keys: call.site.issues
      .properties('issue', issue.id)
      .map(({ key }) => ({ self: propertyAddress(call, issue.id, key), key })),
  });
}

function getProperty(call: Call): Answer {
  const { issue } = issueSeen(call);
  const key = call.path('propertyKey');
  const value = call.site.issues.property('issue', issue.id, key);
  if (value === undefined) throw noProperty(key);
  return ok({ key, value });
}

function requireEditing(call: Call) {
  const seen = issueSeen(call);
  if (!call.site.access.hasInProject(call.caller, seen.project, 'EDIT_ISSUES'))
    throw refuse(403, 'You do not have permission to edit issues in this project.');
  return seen;
}

function setProperty(call: Call): Answer {
  const { issue } = requireEditing(call);
  const key = call.path('propertyKey');
  checkProperty(key, call.body);
  const isNew = call.site.issues.setProperty('issue', issue.id, key, call.body);
  return { status: isNew ? 201 : 200, body: {} };
}

function deleteProperty(call: Call): Answer {
  const { issue } = requireEditing(call);
  const key = call.path('propertyKey');
  if (!call.site.issues.removeProperty('issue', issue.id, key)) throw noProperty(key);
  return { status: 204 };
}

export const propertyOperations: readonly Operation[] = [
  operation(
    '?GET /issue/:issueIdOrKey/properties',
    'read:jira-work',
    'read:issue.property:jira',
    listKeys,
  ),
  operation(
    '?GET /issue/:issueIdOrKey/properties/:propertyKey',
    'read:jira-work',
    'read:issue.property:jira',
    getProperty,
  ),
  operation(
    '?PUT /issue/:issueIdOrKey/properties/:propertyKey',
    'write:jira-work',
    'write:issue.property:jira',
    setProperty,
  ),
  operation(
    '?DELETE /issue/:issueIdOrKey/properties/:propertyKey',
    'write:jira-work',
    'delete:issue.property:jira',
    deleteProperty,
  ),
];
