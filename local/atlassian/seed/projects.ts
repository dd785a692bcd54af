export interface SeedProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly style: 'classic' | 'next-gen';
  readonly typeKey: 'software' | 'business' | 'service_desk';
  /** Email of the lead. */
  readonly lead: string | undefined;
  readonly archived?: boolean;
  readonly private?: boolean;
  readonly deniesApps?: boolean;
  /** By role name: emails, and group names without an @. */
  readonly actors: Readonly<Record<string, readonly string[]>>;
  readonly issues: readonly SeedIssue[];
}

export interface SeedIssue {
  readonly summary: string;
  readonly type: 'Task' | 'Story' | 'Bug';
  readonly status: 'To Do' | 'In Progress' | 'Done';
  readonly reporter: string;
  readonly assignee?: string;
  readonly description: readonly string[];
}

const at = (name: string) => `${name}@acme.example`;

/** Role ids: the shared ones, and a block of three for each team-managed project. */
export const SHARED_ROLES = [
  {
    id: 10002,
    name: 'Administrators',
    description: 'A project role that represents administrators in a project',
    administers: true,
  },
  {
    id: 10100,
    name: 'Developers',
    description: 'People who work on issues in a project',
    administers: false,
  },
  {
    id: 10101,
    name: 'Viewers',
    description: 'People who may read a project and comment',
    administers: false,
  },
] as const;

export const TEAM_ROLES = [
  {
    name: 'Administrator',
    description: 'Admins can do most things, like update settings and add other admins.',
    administers: true,
  },
  {
    name: 'Member',
    description: 'Members are part of the team, and can add, edit, and collaborate on all work.',
    administers: false,
  },
  {
    name: 'Viewer',
    description: 'Viewers can search through, view, and comment on the work, but not much else.',
    administers: false,
  },
] as const;

export const FIRST_TEAM_ROLE_ID = 10110;

const task = (
  summary: string,
  reporter: string,
  description: string,
  more: Partial<SeedIssue> = {},
): SeedIssue => ({
  summary,
  type: 'Task',
  status: 'To Do',
  reporter: at(reporter),
  description: description.split('\n'),
  ...more,
});

export const SEED_PROJECTS: readonly SeedProject[] = [
  {
    id: '10000',
    key: 'WEB',
    name: 'Website',
    description: 'acme.example, the shop and everything customers see in a browser.',
    style: 'classic',
    typeKey: 'software',
    lead: at('maya.lindqvist'),
    actors: {
      Administrators: [at('maya.lindqvist'), 'jira-administrators'],
      Developers: ['frontend', at('benjamin.schmidt')],
      Viewers: ['marketing', at('siobhan.oconnor')],
    },
    issues: [
      task(
        'Onboard Priya Raman to the website team',
        'noah.okafor',
        'Priya starts with us this week and works on the checkout first.\nShe needs the frontend and engineering groups, and the Developers role in this project. On-call only after her first month.',
        { assignee: at('noah.okafor'), status: 'In Progress' },
      ),
      task(
        'Checkout shows the wrong currency after switching country',
        'julia.wagner',
        'Switch from Germany to Poland in the footer, then open the basket: prices stay in euro until the page is reloaded.\nSeven customers reported it since Monday.',
        { type: 'Bug', assignee: at('daniel.novak') },
      ),
      task(
        'Give the spring campaign contractors access until the end of the quarter',
        'grace.kim',
        'Andrei and Bianca build the landing pages. They need to see the project and push to review, and nothing more.\nPlease take the access back when the campaign ends.',
      ),
      task(
        'Load the product images lazily',
        'siobhan.oconnor',
        'The list page loads forty images at once. Load what is on screen first.',
        { type: 'Story', assignee: at('oskar.nowak'), status: 'In Progress' },
      ),
      task(
        'Move the cookie banner into the design system',
        'rin.takahashi',
        'The banner is the last component with its own colours and its own focus ring.',
        { type: 'Story' },
      ),
      task(
        'Rotate the keys of the content delivery network',
        'marco.ricci',
        'Yearly rotation. The runbook is in the wiki under Website, Keys.',
        { status: 'Done', assignee: at('maya.lindqvist') },
      ),
    ],
  },
  {
    id: '10001',
    key: 'MOB',
    name: 'Mobile App',
    description: 'The apps for iOS and Android.',
    style: 'next-gen',
    typeKey: 'software',
    lead: at('liam.chen'),
    actors: {
      Administrator: [at('liam.chen')],
      Member: ['mobile', at('sinead.murphy')],
      Viewer: [at('tariq.aziz'), 'design'],
    },
    issues: [
      task(
        'Add the new testers to the project',
        'sinead.murphy',
        'Nadia and Callum join for the 8.0 test round, four weeks from Monday.',
        { assignee: at('liam.chen') },
      ),
      task(
        'App forgets the basket when it is put into the background',
        'diego.fernandez',
        'Android 15 only. Leave the app for more than ten minutes, come back, and the basket is empty.',
        { type: 'Bug', assignee: at('arjun.nair'), status: 'In Progress' },
      ),
      task(
        'Sign in with a passkey',
        'tariq.aziz',
        'As a customer I want to sign in without a password, with the passkey of my device.',
        { type: 'Story', assignee: at('lucas.pereira') },
      ),
      task(
        'Raise the minimum version to iOS 18',
        'liam.chen',
        'Under two percent of our customers are below it.',
        { assignee: at('lucas.pereira') },
      ),
      task(
        'Dark mode: the receipt is unreadable',
        'mei.lin',
        'Black text on dark grey in the receipt view.',
        { type: 'Bug', status: 'Done', assignee: at('chloe.bernard') },
      ),
    ],
  },
  {
    id: '10002',
    key: 'LEG',
    name: 'Legacy Billing',
    description: 'The old billing system, kept running until its contracts end.',
    style: 'classic',
    typeKey: 'software',
    lead: at('tom.becker'),
    actors: {
      Administrators: ['jira-administrators'],
      Developers: ['backend'],
      Viewers: ['finance'],
    },
    issues: [
      task(
        'Who takes over from Tom?',
        'emma.fischer',
        'Tom left in spring and is still named as the lead. Find an owner before the next audit.',
      ),
      task(
        'Invoices of February are numbered twice',
        'ingrid.solberg',
        'Numbers 4410 to 4416 exist twice. The copies must be cancelled, not deleted.',
        { type: 'Bug', assignee: at('leila.haddad') },
      ),
      task(
        'Export the remaining contracts',
        'mateo.alvarez',
        'We need a list of what is still billed here, with its end date.',
        { assignee: at('pedro.santos') },
      ),
      task('Switch off the fax gateway', 'viktor.petrov', 'Nobody has sent a fax since 2021.', {
        status: 'Done',
      }),
    ],
  },
  {
    id: '10003',
    key: 'OPS',
    name: 'Operations',
    description: 'Running the platform: incidents, capacity, suppliers.',
    style: 'classic',
    typeKey: 'business',
    lead: undefined,
    actors: {
      Administrators: ['jira-administrators', at('samuel.adeyemi')],
      Developers: ['on-call', 'incident-responders'],
      Viewers: ['support'],
    },
    issues: [
      task(
        'Put the new responders on the rota',
        'samuel.adeyemi',
        'Benjamin and Hana finished their training. They need the incident-responders group before the weekend.',
      ),
      task(
        'Certificates of the mail relay expire in three weeks',
        'amara.nwosu',
        'Renew them before the release freeze.',
        { assignee: at('amara.nwosu'), status: 'In Progress' },
      ),
      task(
        'Yearly review of who is on call',
        'emma.fischer',
        'Remove who changed teams. Keep at least two per service.',
      ),
      task(
        'Choose a supplier for the second data centre',
        'samuel.adeyemi',
        'Three offers are in the shared folder. Decide by the end of the month.',
      ),
      task(
        'Alert about full disks comes too late',
        'hana.suzuki',
        'It fires at 98 percent. Ask for 85 with a forecast.',
        { type: 'Bug', status: 'Done' },
      ),
    ],
  },
  {
    id: '10004',
    key: 'FIN',
    name: 'Finance',
    description: 'Closing, payroll and audits. Only finance sees it.',
    style: 'classic',
    typeKey: 'business',
    lead: at('isabelle.moreau'),
    private: true,
    actors: {
      Administrators: [at('isabelle.moreau')],
      Developers: ['finance'],
      Viewers: [at('henrik.dahl')],
    },
    issues: [
      task(
        'Close the third quarter',
        'mateo.alvarez',
        'Accruals by the fifth working day, intercompany by the seventh.',
        { assignee: at('ingrid.solberg'), status: 'In Progress' },
      ),
      task(
        'Access of the external auditors',
        'isabelle.moreau',
        'Two people from the audit firm, read only, for three weeks from the tenth.',
      ),
      task(
        'Payroll: correct the night shift supplement',
        'rohan.desai',
        'Calculated with last year’s rate for eleven people.',
        { type: 'Bug' },
      ),
      task(
        'Budget for the second data centre',
        'mateo.alvarez',
        'Needed before the supplier is chosen.',
      ),
    ],
  },
  {
    id: '10005',
    key: 'DATA',
    name: 'Data Platform',
    description: 'Pipelines, warehouse and the numbers everybody quotes.',
    style: 'next-gen',
    typeKey: 'software',
    lead: at('aaliyah.johnson'),
    actors: {
      Administrator: [at('aaliyah.johnson')],
      Member: ['data-platform'],
      Viewer: ['product', 'finance'],
    },
    issues: [
      task(
        'Let the marketing analysts read the campaign tables',
        'grace.kim',
        'Victoria and Gabriel need to read, until the campaign ends.',
      ),
      task(
        'Nightly load is late on Mondays',
        'ines.rodrigues',
        'It waits for the backup. The dashboards are empty until ten.',
        { type: 'Bug', assignee: at('mikkel.sorensen'), status: 'In Progress' },
      ),
      task(
        'Describe where personal data is kept',
        'nomvula.khumalo',
        'One page per table, for the yearly report.',
        { assignee: at('zainab.hussain') },
      ),
      task(
        'Retire the old event stream',
        'aaliyah.johnson',
        'The last consumer moved over in October.',
      ),
    ],
  },
  {
    id: '10006',
    key: 'HIRE',
    name: 'Hiring',
    description: 'Open positions and candidates. Closed to apps.',
    style: 'classic',
    typeKey: 'business',
    lead: at('charlotte.dubois'),
    private: true,
    deniesApps: true,
    actors: {
      Administrators: [at('charlotte.dubois')],
      Developers: ['people-ops'],
      Viewers: [at('emma.fischer')],
    },
    issues: [
      task(
        'Second developer for the website',
        'emma.fischer',
        'Approved for January. Same profile as last time.',
        { assignee: at('kwame.mensah') },
      ),
      task(
        'Welcome days in December',
        'elif.yilmaz',
        'Six people start. Laptops are ordered, accounts are not.',
      ),
      task('Renew the job board contract', 'kwame.mensah', 'It ends with the year.'),
    ],
  },
  {
    id: '10007',
    key: 'INTRA',
    name: 'Intranet 2019',
    description: 'Replaced in 2023, kept for reading.',
    style: 'classic',
    typeKey: 'software',
    lead: at('maya.lindqvist'),
    archived: true,
    actors: {
      Administrators: ['jira-administrators'],
      Developers: ['frontend'],
      Viewers: [],
    },
    issues: [
      task('Move the last pages to the wiki', 'julia.wagner', 'Forty pages are left.', {
        status: 'Done',
      }),
      task('Switch the intranet off', 'viktor.petrov', 'On the first of June.', { status: 'Done' }),
    ],
  },
];
