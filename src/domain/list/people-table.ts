/** A list whose first row names its columns. Everything else that a row holds is about somebody else, or nobody. */
export interface PeopleTable {
  readonly width: number;
  /** The columns of the person's own address, the best one first. */
  readonly addresses: readonly number[];
  /** The columns of the whole name. */
  readonly names: readonly number[];
  readonly given: number;
  readonly family: number;
}

/** As exports of directories and of table programs name the column; the first that a row has filled is meant. */
const ADDRESS = [
  ...['email', 'emailaddress', 'mail', 'primaryemail', 'workemail'],
  ...['emailadresse', 'adresseemail', 'adressemail', 'correoelectronico'],
  ...['userprincipalname', 'upn'],
];
const NAME = ['name', 'fullname', 'displayname', 'user', 'username', 'person', 'people'];
const GIVEN = ['firstname', 'givenname', 'vorname', 'prenom'];
const FAMILY = ['lastname', 'surname', 'familyname', 'nachname', 'nom'];

/** The table that a list is, if its first row names columns: one of an address, or nothing else than names. */
export function peopleTable(first: readonly string[]): PeopleTable | undefined {
  if (first.some((cell) => cell.includes('@'))) return undefined;
  const keys = first.map(headingKey);
  const columnsOf = (headings: readonly string[]) =>
    headings.flatMap((heading) => keys.flatMap((key, at) => (key === heading ? [at] : [])));
  const addresses = columnsOf(ADDRESS);
  const names = columnsOf(NAME);
  const known = keys.every((key) => key === '' || NAME.includes(key));
  if (addresses.length === 0 && !(known && names.length > 0)) return undefined;
  return {
    width: first.length,
    addresses,
    names,
    given: keys.findIndex((key) => GIVEN.includes(key)),
    family: keys.findIndex((key) => FAMILY.includes(key)),
  };
}

/** Whom a row of a table names. */
export type RowNames =
  | { readonly kind: 'entries'; readonly entries: readonly string[] }
  /** It has other things only, another person's address perhaps. */
  | { readonly kind: 'nobody' }
  /** It is longer than the headings: its columns are not those. */
  | { readonly kind: 'notOfTheTable' };

/** Its one address; without it the cells of its whole name; without these the two parts of the name. */
export function namesOfRow(table: PeopleTable, cells: readonly string[]): RowNames {
  if (cells.slice(table.width).some((cell) => cell !== '')) return { kind: 'notOfTheTable' };
  const filled = (columns: readonly number[]) =>
    columns.map((column) => cells[column] ?? '').filter((cell) => cell !== '');
  const address = filled(table.addresses).find((cell) => cell.includes('@'));
  if (address !== undefined) return { kind: 'entries', entries: [address] };
  const named = filled([...table.names, ...table.addresses]);
  if (named.length > 0) return { kind: 'entries', entries: named };
  const name = filled([table.given, table.family]).join(' ');
  return name === '' ? { kind: 'nobody' } : { kind: 'entries', entries: [name] };
}

/** `Email Address [Required]`, `E-Mail-Adresse`, `EMAIL`: without case, accents, signs and what stands in brackets. */
function headingKey(cell: string): string {
  return cell
    .replace(/[[(].*/s, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
