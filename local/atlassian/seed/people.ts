import { stableId } from './stable-id';

export interface SeedPerson {
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string;
  /** Besides all-staff and the access to Jira, which every employee has. */
  readonly groups: readonly string[];
  readonly active: boolean;
  readonly accountType: 'atlassian' | 'app' | 'customer';
  readonly timeZone: string;
  readonly mustSolveCaptcha: boolean;
}

export const accountIdOf = (email: string): string => `712020:${stableId(`person ${email}`)}`;

/** Of everybody whom the company employs. */
export const COMPANY_DOMAIN = 'acme.example';

const emailOf = (name: string): string =>
  `${name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .replaceAll(' ', '.')}@${COMPANY_DOMAIN}`;

const employee = (
  name: string,
  jobTitle: string,
  groups: string,
  more: Partial<SeedPerson> = {},
): SeedPerson => ({
  name,
  email: emailOf(name),
  jobTitle,
  groups: groups.split(' ').filter((group) => group !== ''),
  active: true,
  accountType: 'atlassian',
  timeZone: 'Europe/Berlin',
  mustSolveCaptcha: false,
  ...more,
});

const left = { active: false };

/** The app that is installed in the site acts as this account. */
export const APP_USER_EMAIL = 'installed-app@connect.atlassian.example';

export const SEED_PEOPLE: readonly SeedPerson[] = [
  employee(
    'Olivia Hart',
    'IT administrator',
    'site-admins org-admins administrators system-administrators',
  ),
  employee('Sofia Costa', 'Jira administrator', 'jira-administrators'),
  employee('Maya Lindqvist', 'Engineering lead, website', 'engineering frontend'),
  employee('Noah Okafor', 'Developer, website', 'engineering frontend'),
  employee('Priya Raman', 'Developer, joined this week', '', { timeZone: 'Asia/Kolkata' }),
  employee('Liam Chen', 'Engineering lead, mobile', 'engineering mobile'),
  employee('Tom Becker', 'Former lead of billing', 'engineering backend', left),
  employee('Emma Fischer', 'Head of engineering', 'engineering leadership'),
  employee('Grace Kim', 'Marketing manager', 'marketing', { timeZone: 'Asia/Seoul' }),
  employee('Jonas Weber', 'IT administrator', 'site-admins'),
  employee('Amara Nwosu', 'Site reliability engineer', 'engineering platform-crew on-call'),
  employee('Viktor Petrov', 'Platform engineer', 'engineering platform-crew backend'),
  employee('Hana Suzuki', 'Platform engineer', 'engineering platform-crew on-call', {
    timeZone: 'Asia/Tokyo',
  }),
  employee('Isabelle Moreau', 'Head of finance', 'finance leadership', {
    timeZone: 'Europe/Paris',
  }),
  employee('Mateo Álvarez', 'Financial controller', 'finance', { timeZone: 'Europe/Madrid' }),
  employee('Ingrid Solberg', 'Accountant', 'finance', { timeZone: 'Europe/Oslo' }),
  employee('Rohan Desai', 'Payroll specialist', 'finance people-ops', { timeZone: 'Asia/Kolkata' }),
  employee('Charlotte Dubois', 'Head of people', 'people-ops leadership'),
  employee('Kwame Mensah', 'Recruiter', 'people-ops', { timeZone: 'Africa/Accra' }),
  employee('Elif Yılmaz', 'People partner', 'people-ops', { timeZone: 'Europe/Istanbul' }),
  employee('Aaliyah Johnson', 'Data platform lead', 'engineering data-platform', {
    timeZone: 'America/New_York',
  }),
  employee('Mikkel Sørensen', 'Data engineer', 'engineering data-platform'),
  employee('Yuki Tanaka', 'Data engineer', 'engineering data-platform', { timeZone: 'Asia/Tokyo' }),
  employee('Zainab Hussain', 'Analytics engineer', 'data-platform', { timeZone: 'Asia/Karachi' }),
  employee('Lucas Pereira', 'iOS developer', 'engineering mobile', {
    timeZone: 'America/Sao_Paulo',
  }),
  employee('Chloé Bernard', 'Android developer', 'engineering mobile'),
  employee('Arjun Nair', 'Android developer', 'engineering mobile', { timeZone: 'Asia/Kolkata' }),
  employee('Sinéad Murphy', 'Mobile QA engineer', 'qa mobile', { timeZone: 'Europe/Dublin' }),
  employee('Daniel Novák', 'Frontend developer', 'engineering frontend'),
  employee('Fatima Zahra Idrissi', 'Frontend developer', 'engineering frontend', {
    timeZone: 'Africa/Casablanca',
  }),
  employee('Oskar Nowak', 'Frontend developer', 'engineering frontend'),
  employee('Leila Haddad', 'Backend developer', 'engineering backend'),
  employee('Benjamin Schmidt', 'Backend developer', 'engineering backend on-call'),
  employee('Thandiwe Dlamini', 'Backend developer', 'engineering backend', {
    timeZone: 'Africa/Johannesburg',
  }),
  employee('Pedro Santos', 'Backend developer', 'engineering backend release-managers'),
  employee('Anna Kowalska', 'Designer', 'design', { timeZone: 'Europe/Warsaw' }),
  employee('Anna Kowalska', 'Sales representative', 'sales', {
    email: 'anna.kowalska2@acme.example',
    timeZone: 'Europe/Warsaw',
  }),
  employee('Rin Takahashi', 'Lead designer', 'design', { timeZone: 'Asia/Tokyo' }),
  employee('Camille Laurent', 'UX researcher', 'design'),
  employee('Ethan Brooks', 'QA lead', 'qa release-managers', { timeZone: 'America/Chicago' }),
  employee('Nadia Rahimi', 'QA engineer', 'qa'),
  employee('Marco Ricci', 'Security lead', 'security incident-responders', {
    timeZone: 'Europe/Rome',
  }),
  employee('Astrid Berg', 'Security engineer', 'security incident-responders'),
  employee('Samuel Adeyemi', 'Operations manager', 'support on-call incident-responders', {
    timeZone: 'Africa/Lagos',
  }),
  employee('Julia Wagner', 'Support lead', 'support'),
  employee('Diego Fernández', 'Support engineer', 'support', { timeZone: 'America/Bogota' }),
  employee('Mei Lin', 'Support engineer', 'support', { timeZone: 'Asia/Singapore' }),
  employee('Oluwaseun Bello', 'Support engineer', 'support', { timeZone: 'Africa/Lagos' }),
  employee('Hannah Cohen', 'Sales director', 'sales leadership', { timeZone: 'Asia/Jerusalem' }),
  employee('Luca Bianchi', 'Account executive', 'sales', { timeZone: 'Europe/Rome' }),
  employee('Freya Johansson', 'Account executive', 'sales', { timeZone: 'Europe/Stockholm' }),
  employee('Omar Farouk', 'Account executive', 'sales', { timeZone: 'Africa/Cairo' }),
  employee('Victoria Ng', 'Content strategist', 'marketing', { timeZone: 'Asia/Hong_Kong' }),
  employee('Gabriel Costa', 'Growth marketer', 'marketing', { timeZone: 'Europe/Lisbon' }),
  employee('Siobhan O’Connor', 'Product manager, website', 'product', {
    timeZone: 'Europe/Dublin',
  }),
  employee('Tariq Aziz', 'Product manager, mobile', 'product', { timeZone: 'Asia/Dubai' }),
  employee('Ines Rodrigues', 'Product manager, data', 'product', { timeZone: 'Europe/Lisbon' }),
  employee('Henrik Dahl', 'Chief executive', 'leadership', { timeZone: 'Europe/Copenhagen' }),
  employee('Nomvula Khumalo', 'General counsel', 'legal leadership', {
    timeZone: 'Africa/Johannesburg',
  }),
  employee('Wei Zhang', 'Legal counsel', 'legal', { timeZone: 'Asia/Shanghai' }),
  employee('Andrei Popescu', 'Contract developer', 'contractors', {
    timeZone: 'Europe/Bucharest',
  }),
  employee('Bianca Silva', 'Contract designer', 'contractors', { timeZone: 'America/Sao_Paulo' }),
  employee('Callum Fraser', 'Contract tester', 'contractors qa', {
    timeZone: 'Europe/London',
    mustSolveCaptcha: true,
  }),
  employee('Petra Horvat', 'Former QA engineer', 'qa', left),
  employee('Dmitri Ivanov', 'Former backend developer', 'engineering backend', left),
  employee('Lauren Mitchell', 'Former marketing manager', 'marketing', left),
  employee('Hugo Martin', 'Former contractor', 'contractors', left),
  employee('Installed app', '', '', { email: APP_USER_EMAIL, accountType: 'app' }),
  employee('Automation for Jira', '', '', {
    email: 'automation@connect.atlassian.example',
    accountType: 'app',
  }),
  employee('Slack', '', '', {
    email: 'slack@connect.atlassian.example',
    accountType: 'app',
  }),
  employee('Patrick Stein', 'Customer, Nordwind GmbH', '', {
    email: 'p.stein@nordwind.example',
    accountType: 'customer',
  }),
  employee('Rosa Delgado', 'Customer, Soleil SARL', '', {
    email: 'rosa@soleil.example',
    accountType: 'customer',
  }),
];
