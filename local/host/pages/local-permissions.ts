import { html } from 'hono/html';
import { extensionId } from '../../forge/runtime/extension-id';
import type { Host } from '../host';

/** What an admin does in a permission scheme: grants a permission that the app has brought along to a role. */
export function permissionControls(host: Host) {
  const permissions = permissionsOf(host);
  if (permissions.length === 0) return '';
  const { directory } = host.platform.atlassian;
  const projects = directory.projects().filter(({ archived, binned }) => !archived && !binned);
  return html`
<section class="card" aria-labelledby="permissions-title">
  <h2 id="permissions-title">Permissions of the app</h2>
  ${permissions.map(
    ({ id, name }) => html`
  <form method="post" action="/local/permissions" class="form-row">
    <input type="hidden" name="permission" value="${id}">
    <label class="field">${name}: role <select name="role" required>
      <option value="">Choose</option>
      ${projects.flatMap(({ key, roles }) =>
        roles.map(
          (role) => html`<option value="${key}/${role.name}">${key}: ${role.name}</option>`,
        ),
      )}
    </select></label>
    <button class="button" name="change" value="grant">Grant</button>
    <button class="button" name="change" value="ungrant">Take back</button>
  </form>
  <p class="subtle">Granted to: ${grantedIn(host, id)}.</p>`,
  )}
  <p class="subtle">In Jira, an admin grants it in the permission scheme of a project, to a role, a group or people.</p>
</section>`;
}

function grantedIn(host: Host, permission: string): string {
  const { directory } = host.platform.atlassian;
  const roles = directory
    .projects()
    .flatMap(({ key }) =>
      directory.grantedInProject(key, permission).map((role) => `${key}: ${role}`),
    );
  return roles.length === 0 ? 'nobody yet' : roles.join(', ');
}

/** Answers what is wrong with what was asked for, if anything is. */
export function changePermission(
  host: Host,
  form: Readonly<Record<string, unknown>>,
): string | undefined {
  const { directory } = host.platform.atlassian;
  const [projectKey = '', ...rest] = String(form.role ?? '').split('/');
  const role = rest.join('/');
  const project = directory.projects().find(({ key }) => key === projectKey);
  const permission = permissionsOf(host).find(({ id }) => id === form.permission);
  if (permission === undefined) return 'No such permission.';
  if (project === undefined || !project.roles.some(({ name }) => name === role))
    return 'No such role.';
  if (form.change === 'grant') directory.grantInProject(projectKey, permission.id, role);
  else if (form.change === 'ungrant') directory.takeBackInProject(projectKey, permission.id, role);
  else return 'Not a change that can be made here.';
  return undefined;
}

function permissionsOf({ platform: { manifest } }: Host) {
  return (manifest.modules['jira:projectPermission'] ?? []).map(({ key, name = key }) => ({
    id: extensionId(manifest, key),
    name,
  }));
}
