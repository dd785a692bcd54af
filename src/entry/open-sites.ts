import { type ReadBudget, SiteClient } from '#adapters/atlassian/client/site-client';
import { knownSite } from '#adapters/atlassian/known-site';
import { openSite } from '#adapters/atlassian/open-site';
import { addressBook } from '#adapters/atlassian/organization/address-book';
import { atlassianOrganization } from '#adapters/atlassian/organization/atlassian-organization';
import { openOrganization } from '#adapters/atlassian/organization/organization-access';
import { OrganizationClient } from '#adapters/atlassian/organization/organization-client';
import { Pace } from '#adapters/atlassian/pacing/pace';
import { siteDirectory } from '#adapters/atlassian/site-directory';
import { siteProvisioner } from '#adapters/atlassian/site-provisioner';
import {
  connectionStore,
  readOrganizationKey,
  readToken,
} from '#adapters/storage/connection-store';
import { paceStore } from '#adapters/storage/pace-store';
import { surveyStore } from '#adapters/storage/survey-store';
import type { Connection } from '#domain/connection/connection';
import { SECOND } from '#domain/lib/time';
import type { LookPorts } from '#operations/connection/look-at-connection';
import { noteEvidence } from '#operations/connection/note-evidence';
import { noteRejected } from '#operations/connection/note-rejected';
import type { ConnectionStore } from '#ports/connection-store';
import type { Site, Sites } from '#ports/site';

/** A run writes, and renews its lease, more often than every two minutes. */
const PATIENCE = 75 * SECOND;

export interface OpenSites extends Sites {
  /** Calls that were sent to all of them: the platform limits those of an invocation. */
  callsMade(): number;
  /** The store, whose readers tell the sites what they have read of their connections. */
  readonly connections: ConnectionStore;
}

/** The sites that one invocation works on: each by the id of its connection, and opened once. */
export function openSites(health: LookPorts, reads: ReadBudget | undefined): OpenSites {
  const opened = new Map<string, Opened>();
  let chosenId: string | undefined;
  const note = (connectionId: string, connection: Connection | undefined) => {
    opened.get(connectionId)?.note(connection);
    return connection;
  };
  return {
    siteOf(connectionId) {
      const site = opened.get(connectionId) ?? open(connectionId, health, reads);
      opened.set(connectionId, site);
      return site.site;
    },
    callsMade: () =>
      [...opened.values()].reduce((calls, { client }) => calls + client.callsMade, 0),
    connections: {
      ...connectionStore,
      async of(connectionId) {
        return note(connectionId, await connectionStore.of(connectionId));
      },
      // What somebody was authorized for on one site is not done on another that is connected meanwhile.
      async chosen() {
        const connection = await connectionStore.chosen();
        chosenId ??= connection?.id;
        if (chosenId === undefined) return undefined;
        return note(chosenId, connection?.id === chosenId ? connection : undefined);
      },
    },
  };
}

interface Opened {
  readonly site: Site;
  readonly client: SiteClient;
  note(connection: Connection | undefined): void;
}

function open(connectionId: string, health: LookPorts, reads: ReadBudget | undefined): Opened {
  const { clock, probe } = health;
  const connection = () => connectionStore.of(connectionId);
  const way = openSite({ clock, connection, tokenOf: readToken });
  const isKnown = knownSite({
    clock,
    identify: probe.identify,
    onOther: async (other, problem) => {
      await noteEvidence(health, other, { evidence: 'looked', problem });
    },
  });
  const client = new SiteClient({
    open: way.open,
    pace: new Pace(),
    paces: paceStore,
    clock,
    evidence: {
      accepted: async (by) => {
        await noteEvidence(health, by, { evidence: 'accepted' });
      },
      rejected: async (by) => {
        await noteRejected(health, by);
      },
    },
    // A person's read is not worth another call; whoever sends effects asks first.
    ...(reads === undefined ? { isKnown, patience: PATIENCE } : { reads }),
  });
  const organization = new OrganizationClient({
    open: openOrganization({ connection, keyOf: readOrganizationKey }),
    clock,
  });
  const directory = siteDirectory(
    client,
    clock,
    addressBook(organization),
    reads === undefined ? undefined : { store: surveyStore, connectionId },
  );
  return {
    client,
    note: way.note,
    site: {
      directory,
      provisioner: siteProvisioner(client, directory),
      organization: atlassianOrganization(organization),
    },
  };
}
