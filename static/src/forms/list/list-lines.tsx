import type { Person } from '#domain/action/person';
import { isolated } from '#domain/lib/isolated';
import type { PlacedLine } from '#domain/list/place-lines';
import { listLineNotes, listLineWords } from '#words/list-line';
import { say } from '#words/say';
import { Detail } from '../../components/detail';
import { Lozenge } from '../../components/lozenge';
import { Table } from '../../components/table';
import { useFirst } from '../../components/use-first';
import type { CheckedLine } from './check-list';

export interface ListLinesProps {
  readonly lines: readonly CheckedLine[];
  readonly canCreate: boolean;
  /** Whom somebody chose for a line, by its text. */
  readonly picked: ReadonlyMap<string, Person>;
  readonly onPick: (text: string, person: Person | undefined) => void;
}

/** What needs a look comes first; what was found needs none. */
export function ListLines({ lines, canCreate, picked, onPick }: ListLinesProps) {
  const isFound = ({ line }: CheckedLine) => line.found === 'person';
  const sorted = [...lines.filter((one) => !isFound(one)), ...lines.filter(isFound)];
  const { first, more } = useFirst(sorted);
  const found = lines.filter(isFound).length;
  return (
    <>
      <p role="status">
        {lines.length === found
          ? say('{count, plural, one {# entry} other {# entries}}: {found} found, nothing else.', {
              count: lines.length,
              found,
            })
          : say(
              '{count, plural, one {# entry} other {# entries}}: {found} found, {left} to look at.',
              { count: lines.length, found, left: lines.length - found },
            )}
      </p>
      <Table head={[say('Line'), say('Entry'), say('What it comes to')]}>
        {first.map((one, place) => (
          <tr key={`${one.line.line} ${one.line.text} ${place}`}>
            <td>
              <span class="narrow-only">{say('Line')} </span>
              {one.line.line}
            </td>
            <td class="list-entry">
              <Entry line={one.line} />
            </td>
            <td>
              <Outcome
                line={one.line}
                canCreate={canCreate}
                near={one.near}
                picked={picked.get(one.line.text)}
                onPick={(person) => onPick(one.line.text, person)}
              />
            </td>
          </tr>
        ))}
      </Table>
      {more}
    </>
  );
}

const SHOWN = 80;

/** The person or the address that is meant, and beneath it what the list has, where that says more. */
function Entry({ line }: { readonly line: PlacedLine }) {
  const text = line.text.slice(0, SHOWN);
  const meant = meantBy(line);
  if (meant === undefined || meant === text) return <bdi>{text}</bdi>;
  return (
    <>
      <bdi>{meant}</bdi>
      <Detail>
        <bdi>{text}</bdi>
      </Detail>
    </>
  );
}

function meantBy(line: PlacedLine): string | undefined {
  if (line.found === 'newPerson') return line.email;
  return 'person' in line ? line.person.displayName : undefined;
}

function Outcome({
  line,
  canCreate,
  near,
  picked,
  onPick,
}: {
  readonly line: PlacedLine;
  readonly canCreate: boolean;
  readonly near: readonly Person[];
  readonly picked: Person | undefined;
  readonly onPick: (person: Person | undefined) => void;
}) {
  const words = listLineWords(line, canCreate);
  return (
    <>
      <Lozenge tone={words.tone} icon={words.icon}>
        {words.label}
      </Lozenge>
      {[words.detail, ...listLineNotes(line)].map(
        (detail) => detail !== undefined && <Detail key={detail}>{detail}</Detail>,
      )}
      {line.found === 'several' && (
        <PersonSelect
          label={say('Who line {line} means', { line: line.line })}
          none={say('Choose…')}
          people={line.people}
          picked={picked}
          onPick={onPick}
        />
      )}
      {near.length > 0 && (
        <PersonSelect
          label={say('Who line {line} may mean', { line: line.line })}
          none={say('Did you mean…')}
          people={near}
          picked={picked}
          onPick={onPick}
        />
      )}
    </>
  );
}

function PersonSelect({
  label,
  none,
  people,
  picked,
  onPick,
}: {
  readonly label: string;
  readonly none: string;
  readonly people: readonly Person[];
  readonly picked: Person | undefined;
  readonly onPick: (person: Person | undefined) => void;
}) {
  return (
    <select
      class="input"
      aria-label={label}
      value={picked?.accountId ?? ''}
      onChange={(event) => {
        const id = event.currentTarget.value;
        onPick(people.find(({ accountId }) => accountId === id));
      }}
    >
      <option value="">{none}</option>
      {people.map((person, position) => (
        <option value={person.accountId} key={person.accountId}>
          {people.length === 1 && person.email === undefined
            ? person.displayName
            : `${isolated(person.displayName)} (${person.email ?? say('{place} of {count}', { place: position + 1, count: people.length })})`}
        </option>
      ))}
    </select>
  );
}
