import { join } from 'node:path';
import { Version2Client } from 'jira.js';
import { imported, type OutsideClient, required, type Site } from './outside-client';

const WRONG = 'ATATTwrong';

interface Members {
  getUsersFromGroup(asked: object): Promise<unknown>;
  addUserToGroup(asked: object): Promise<unknown>;
  removeUserFromGroup(asked: object): Promise<unknown>;
}

/** The calls of both generations of jira.js. */
const membersBy = (groups: Members, stranger: Members, { groupId, accountId }: Site) => ({
  list: () => groups.getUsersFromGroup({ groupId }),
  add: () => groups.addUserToGroup({ groupId, accountId }),
  duplicate: () => groups.addUserToGroup({ groupId, accountId }),
  remove: () => groups.removeUserFromGroup({ groupId, accountId }),
  unknown: () => groups.addUserToGroup({ groupId, accountId: '712020:nobody' }),
  unauthorised: () => stranger.getUsersFromGroup({ groupId }),
});

const jiraJs6: OutsideClient = {
  name: 'jira.js 6',
  of: 'members of a group',
  async open(site) {
    const { createCloudClient } = await imported<{
      createCloudClient(options: object): { readonly groups: Members };
    }>('jira.js/dist/index.js');
    const groups = (apiToken: string) =>
      createCloudClient({
        host: site.address,
        auth: { type: 'basic', email: site.email, apiToken },
      }).groups;
    return { calls: membersBy(groups(site.token), groups(WRONG), site) };
  },
};

const jiraJsVersion2: OutsideClient = {
  name: 'jira.js 5, `/rest/api/2`',
  of: 'members of a group',
  async open(site) {
    const groups = (apiToken: string) =>
      new Version2Client({
        host: site.address,
        authentication: { basic: { email: site.email, apiToken } },
      }).groups as Members;
    return { calls: membersBy(groups(site.token), groups(WRONG), site) };
  },
};

interface JiraClient {
  getComments(issue: string): Promise<unknown>;
  addComment(issue: string, text: string): Promise<{ readonly id: string }>;
  deleteComment(issue: string, id: string): Promise<unknown>;
  getUsersInGroup(name: string): Promise<unknown>;
  getMembersOfGroup(name: string): Promise<unknown>;
}

const jiraClient: OutsideClient = {
  name: 'jira-client',
  of: 'comments, by `/rest/api/2`',
  async open(site) {
    const Client = required<new (options: object) => JiraClient>('jira-client');
    const { hostname: host, port } = new URL(site.address);
    const as = (password: string) =>
      new Client({ protocol: 'http', host, port, username: site.email, password, apiVersion: '2' });
    const client = as(site.token);
    let id = '';
    return {
      calls: {
        list: () => client.getComments(site.issueKey),
        async add() {
          ({ id } = await client.addComment(site.issueKey, 'Hello'));
        },
        remove: () => client.deleteComment(site.issueKey, id),
        unknown: () => client.getMembersOfGroup('no-such-group'),
        unauthorised: () => as(WRONG).getMembersOfGroup(site.groupName),
      },
    };
  },
};

interface JiraConnector {
  readonly group: {
    createGroup(asked: object): Promise<unknown>;
    getMembers(asked: object): Promise<unknown>;
    deleteGroup(asked: object): Promise<unknown>;
  };
}

const jiraConnector: OutsideClient = {
  name: 'jira-connector',
  of: 'groups, by `/rest/api/2`',
  async open(site) {
    const Client = required<new (options: object) => JiraConnector>('jira-connector');
    const { hostname: host, port } = new URL(site.address);
    const as = (password: string) =>
      new Client({
        protocol: 'http',
        host,
        port,
        basic_auth: { username: site.email, password },
      }).group;
    const group = as(site.token);
    const groupName = 'made-from-outside';
    return {
      calls: {
        list: () => group.getMembers({ groupName: site.groupName }),
        add: () => group.createGroup({ group: { name: groupName } }),
        duplicate: () => group.createGroup({ group: { name: groupName } }),
        remove: () => group.deleteGroup({ groupName }),
        unknown: () => group.getMembers({ groupName: 'no-such-group' }),
        unauthorised: () => as(WRONG).getMembers({ groupName: site.groupName }),
      },
    };
  },
};

interface ToolAnswer {
  readonly isError?: boolean;
  readonly content: readonly { readonly text?: string }[];
}

const mcpServer: OutsideClient = {
  name: '@nexus2520/jira-mcp-server',
  of: 'comments, as a tool of a language model',
  async open(site) {
    const sdk = '@modelcontextprotocol/sdk/dist/esm/client';
    const { Client } = await imported<{
      Client: new (
        who: object,
      ) => {
        connect(transport: unknown): Promise<void>;
        callTool(asked: object): Promise<ToolAnswer>;
        close(): Promise<void>;
      };
    }>(`${sdk}/index.js`);
    const { StdioClientTransport } = await imported<{
      StdioClientTransport: new (options: object) => unknown;
    }>(`${sdk}/stdio.js`);
    const open = async (token: string) => {
      const client = new Client({ name: 'clients', version: '1.0.0' });
      await client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [
            join(
              process.cwd(),
              'tools/clients/node_modules/@nexus2520/jira-mcp-server/build/index.js',
            ),
          ],
          stderr: 'ignore',
          env: { JIRA_BASE_URL: site.address, JIRA_EMAIL: site.email, JIRA_API_TOKEN: token },
        }),
      );
      return client;
    };
    const [server, stranger] = [await open(site.token), await open(WRONG)];
    const call = async (by: typeof server, action: string, issueKey: string) => {
      const args = { action, issueKey, comment: 'Hello' };
      const answer = await by.callTool({ name: 'jira_comments', arguments: args });
      if (answer.isError === true) throw new Error(answer.content[0]?.text);
    };
    return {
      calls: {
        list: () => call(server, 'get', site.issueKey),
        add: () => call(server, 'add', site.issueKey),
        unknown: () => call(server, 'get', 'NONE-1'),
        unauthorised: () => call(stranger, 'add', site.issueKey),
      },
      async close() {
        await Promise.all([server.close(), stranger.close()]);
      },
    };
  },
};

export const CLIENTS: readonly OutsideClient[] = [
  jiraJs6,
  jiraJsVersion2,
  jiraClient,
  jiraConnector,
  mcpServer,
];
