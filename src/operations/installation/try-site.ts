import type { Person } from '#domain/action/person';
import type { CheckFinding } from '#domain/installation/installation-check';
import type { Directory } from '#ports/directory';
import type { PanelPlaces } from '#ports/panel-places';
import { problemInShort } from '#words/problem-in-short';
import { explainDoubt } from '#words/protection';
import { checkConnection } from '../connection/check-connection';
import type { LookPorts } from '../connection/look-at-connection';

/** Whether the token is taken, and its owner may change groups and roles. */
export async function tryRights(ports: LookPorts): Promise<CheckFinding> {
  const checked = await checkConnection(ports);
  if (!checked.ok) {
    return checked.error.code === 'credential'
      ? { finding: 'differs', said: problemInShort(checked.error.problem.code) }
      : { finding: 'notTried', why: 'notConnected' };
  }
  const { health } = checked.value;
  switch (health.state) {
    case 'working':
      return { finding: 'asExpected' };
    case 'suspect':
      return { finding: 'differs' };
    case 'failing':
      return { finding: 'differs', said: problemInShort(health.problem.code) };
  }
}

/** Whether the site tells which groups administer, in a way that can be believed. */
export async function tryProtection(directory: Directory): Promise<CheckFinding> {
  const { doubt } = await directory.protection();
  return doubt === undefined
    ? { finding: 'asExpected' }
    : { finding: 'differs', said: explainDoubt(doubt) };
}

/** Of how many people the site shows the address to the account that the app acts as. */
export async function tryAddresses(directory: Directory, by: Person): Promise<CheckFinding> {
  const { items } = await directory.searchPeople([...by.displayName].slice(0, 1).join(''));
  const people = await directory.people(items.map(({ accountId }) => accountId));
  if (people.size === 0) return { finding: 'notTried', why: 'nothingThere' };
  const shown = [...people.values()].filter(({ email }) => email !== undefined).length;
  return {
    finding: shown === people.size ? 'asExpected' : 'otherWay',
    seen: { of: 'addresses', shown, people: people.size },
  };
}

/** Whether Jira tells where the panel is shown, asked as the admin. */
export async function tryPanel(panelPlaces: PanelPlaces): Promise<CheckFinding> {
  const { projects } = await panelPlaces.projects(0);
  const [first] = projects;
  if (first === undefined) return { finding: 'notTried', why: 'nothingThere' };
  const shown = (await panelPlaces.shownIn([first.projectId])).get(first.projectId);
  if (shown === undefined) return { finding: 'differs' };
  if (shown.state !== 'notKnown') return { finding: 'asExpected' };
  return { finding: 'differs', ...(shown.why === undefined ? {} : { said: shown.why }) };
}
