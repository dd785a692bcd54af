// Cuts Atlassian's OpenAPI document of Jira down to the operations that the local site answers:
//   node scripts/vendor-openapi.mjs <path of the full document>
// Schemas, parameters, security and scopes stay as they are; examples and descriptions are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const target = join(import.meta.dirname, '../local/atlassian/openapi/jira-platform.subset.json');

/** Paths under /rest/api/3, each with its methods. */
const KEPT = {
  group: ['post', 'delete'],
  'group/bulk': ['get'],
  'group/member': ['get'],
  'group/user': ['post', 'delete'],
  'groups/picker': ['get'],
  groupuserpicker: ['get'],
  user: ['get', 'post', 'delete'],
  'user/bulk': ['get'],
  'user/groups': ['get'],
  'user/picker': ['get'],
  'user/search': ['get'],
  'user/assignable/search': ['get'],
  'user/viewissue/search': ['get'],
  'user/permission/search': ['get'],
  users: ['get'],
  'users/search': ['get'],
  myself: ['get'],
  mypermissions: ['get'],
  'permissions/check': ['post'],
  'expression/evaluate': ['post'],
  role: ['get'],
  project: ['post'],
  'project/search': ['get'],
  'project/{projectIdOrKey}': ['get', 'delete'],
  'project/{projectIdOrKey}/role': ['get'],
  'project/{projectIdOrKey}/role/{id}': ['get', 'post', 'put', 'delete'],
  'project/{projectIdOrKey}/roledetails': ['get'],
  'issue/{issueIdOrKey}': ['get'],
  'issue/{issueIdOrKey}/comment': ['get', 'post'],
  'issue/{issueIdOrKey}/comment/{id}': ['get', 'put', 'delete'],
  'issue/{issueIdOrKey}/notify': ['post'],
  'issue/{issueIdOrKey}/properties': ['get'],
  'issue/{issueIdOrKey}/properties/{propertyKey}': ['get', 'put', 'delete'],
  'search/jql': ['get', 'post'],
  applicationrole: ['get'],
  'applicationrole/{key}': ['get'],
  serverInfo: ['get'],
  'task/{taskId}': ['get'],
};

const source = process.argv[2];
if (source === undefined) {
  console.error('Name the full document: node scripts/vendor-openapi.mjs <file>');
  process.exit(1);
}
const whole = JSON.parse(readFileSync(source, 'utf8'));

const LEFT_OUT = new Set(['description', 'example', 'examples', 'externalDocs', 'xml', 'summary']);

/** `inNames`: below `properties` keys are names of fields, and a field may be called "description". */
function slim(node, inNames = false) {
  if (Array.isArray(node)) return node.map((entry) => slim(entry));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => inNames || !LEFT_OUT.has(key))
      .map(([key, value]) => [key, slim(value, !inNames && key === 'properties')]),
  );
}

function refsIn(node, found = new Set()) {
  if (node === null || typeof node !== 'object') return found;
  for (const [key, value] of Object.entries(node))
    if (key === '$ref' && typeof value === 'string') found.add(value.split('/').at(-1));
    else refsIn(value, found);
  return found;
}

const paths = {};
for (const [path, methods] of Object.entries(KEPT)) {
  const full = `/rest/api/3/${path}`;
  const item = {};
  for (const method of methods) {
    const operation = whole.paths[full]?.[method];
    if (operation === undefined) throw new Error(`The document has no ${method} ${full}`);
    item[method] = slim(operation);
    // The keys of responses have descriptions by the standard; one word each keeps it valid.
    for (const response of Object.values(item[method].responses)) response.description = '';
  }
  paths[full] = item;
}

const schemas = {};
const pending = [...refsIn(paths)];
while (pending.length > 0) {
  const name = pending.pop();
  if (name in schemas) continue;
  schemas[name] = slim(whole.components.schemas[name]);
  pending.push(...refsIn(schemas[name]));
}

const subset = {
  openapi: whole.openapi,
  info: whole.info,
  servers: whole.servers,
  paths,
  components: {
    schemas: Object.fromEntries(
      Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    securitySchemes: whole.components.securitySchemes,
  },
};
writeFileSync(target, `${JSON.stringify(subset, null, 1)}\n`);
console.log(
  `${Object.keys(paths).length} paths and ${Object.keys(schemas).length} schemas of ${whole.info.version}`,
);
