import { say } from '#words/say';
import '../../components/input.css';
import './list-section.css';
import { useState } from 'preact/hooks';
import type { Answer } from '#contract/answer';
import { SUBJECTS_MAX } from '#contract/limits';
import type { Person } from '#domain/action/person';
import type { NewPersonSubject, PersonSubject } from '#domain/action/subject';
import { type PlacedLine, placeLines } from '#domain/list/place-lines';
import { readList } from '#domain/list/read-list';
import { listLineWords } from '#words/list-line';
import { callForm } from '../../api/call-form';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { ErrorMessage } from '../../components/error-message';
import { Lozenge } from '../../components/lozenge';
import { Table } from '../../components/table';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import { useFirst } from '../../components/use-first';
import { decodeFile } from './decode-file';
import { readRows } from './read-rows';

/** Whom an entry of a list can mean. */
type Listed = PersonSubject | NewPersonSubject;

export interface ListSectionProps {
  readonly issueId: string;
  readonly canCreate: boolean;
  /** Kept with the form, so that it outlives a reload. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onAdd: (subjects: readonly Listed[]) => void;
}

/** Paste a list or read a file, see what each line comes to, and take what is usable. */
export function ListSection({ issueId, canCreate, text, onText, onAdd }: ListSectionProps) {
  const [lines, setLines] = useState<readonly PlacedLine[]>();
  const [chosen, setChosen] = useState<ReadonlyMap<number, Person>>(new Map());
  const type = (typed: string) => {
    onText(typed);
    setLines(undefined);
  };
  const check = useCall(
    () => placeEntries(issueId, text),
    (placed) => {
      setChosen(new Map());
      setLines(placed);
    },
  );
  const usable = (lines ?? []).flatMap((line, place) =>
    subjectOf(line, chosen.get(place), canCreate),
  );
  return (
    <section class="disclosed list-section stack-tight" aria-label={say('List of people')}>
      <TextField
        id="ask-list"
        label={say('Names or email addresses')}
        help={say(
          'One on each line, or all separated by commas, or all by semicolons. A CSV file may have other columns.',
        )}
        lines={5}
        value={text}
        onChange={type}
      />
      <div class="row">
        <Button
          disabledReason={text.trim() === '' ? say('Paste something first.') : undefined}
          busy={check.running ? say('Looking them up…') : undefined}
          onClick={() => void check.run()}
        >
          {say('Check the list')}
        </Button>
        <label class="button button-default file-choice">
          <span>{say('Read a file')}</span>
          <input
            class="hidden"
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={async (event) => {
              const file = event.currentTarget.files?.[0];
              if (file !== undefined) type(decodeFile(new Uint8Array(await file.arrayBuffer())));
            }}
          />
        </label>
      </div>
      <ErrorMessage error={check.error} />
      {lines !== undefined && (
        <Lines
          lines={lines}
          canCreate={canCreate}
          chosen={chosen}
          onChoose={(place, person) => setChosen(new Map(chosen).set(place, person))}
        />
      )}
      {lines !== undefined && (
        <div>
          <Button
            kind="primary"
            disabledReason={usable.length === 0 ? say('No line can be used.') : undefined}
            onClick={() => {
              onAdd(usable);
              type('');
            }}
          >
            {say('Add {count, plural, one {# person} other {# people}}', { count: usable.length })}
          </Button>
        </div>
      )}
    </section>
  );
}

/** What each line of the text comes to. */
async function placeEntries(issueId: string, text: string): Promise<Answer<readonly PlacedLine[]>> {
  const read = readList(readRows(text), SUBJECTS_MAX);
  const entries = read.flatMap((one) => (one.verdict === 'usable' ? [one.entry] : []));
  if (entries.length === 0) return { ok: true, value: placeLines(read, []) };
  const answer = await callForm('people.resolve', { issueId, entries });
  if (!answer.ok) return answer;
  return { ok: true, value: await withAddresses(issueId, placeLines(read, answer.value)) };
}

/** People of one name are told apart by their address, where this reader may see it. */
function withAddresses(
  issueId: string,
  lines: readonly PlacedLine[],
): Promise<readonly PlacedLine[]> {
  return Promise.all(
    lines.map(async (line) => {
      const query = line.found === 'several' ? line.people[0]?.displayName : undefined;
      if (line.found !== 'several' || query === undefined) return line;
      const seen = await callForm('people.search', { issueId, query });
      if (!seen.ok) return line;
      const known = new Map(seen.value.map((person) => [person.accountId, person]));
      return { ...line, people: line.people.map((one) => known.get(one.accountId) ?? one) };
    }),
  );
}

function subjectOf(line: PlacedLine, chosen: Person | undefined, canCreate: boolean): Listed[] {
  switch (line.found) {
    // Access can be taken from somebody inactive; the plan says where it can't be given to them.
    case 'person':
    case 'inactive':
      return [{ kind: 'person', ...line.person }];
    case 'several':
      return chosen === undefined ? [] : [{ kind: 'person', ...chosen }];
    case 'newPerson':
      return canCreate ? [{ kind: 'newPerson', email: line.email, displayName: line.email }] : [];
    default:
      return [];
  }
}

/** What needs a look comes first; what was found needs none. */
function Lines({
  lines,
  canCreate,
  chosen,
  onChoose,
}: {
  readonly lines: readonly PlacedLine[];
  readonly canCreate: boolean;
  readonly chosen: ReadonlyMap<number, Person>;
  readonly onChoose: (place: number, person: Person) => void;
}) {
  const rows = lines.map((line, place) => ({ line, place }));
  const sorted = [
    ...rows.filter(({ line }) => line.found !== 'person'),
    ...rows.filter(({ line }) => line.found === 'person'),
  ];
  const { first, more } = useFirst(sorted);
  const found = rows.filter(({ line }) => line.found === 'person').length;
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
        {first.map(({ line, place }) => {
          const words = listLineWords(line, canCreate);
          return (
            <tr key={place}>
              <td>
                <span class="narrow-only">{say('Line')} </span>
                {line.line}
              </td>
              <td class="list-entry">
                {'person' in line ? line.person.displayName : line.text.slice(0, 80)}
              </td>
              <td>
                <Lozenge tone={words.tone} icon={words.icon}>
                  {words.label}
                </Lozenge>
                {words.detail !== undefined && <Detail>{words.detail}</Detail>}
                {line.found === 'several' && (
                  <select
                    class="input"
                    aria-label={say('Who is meant in line {line}', { line: line.line })}
                    value={chosen.get(place)?.accountId ?? ''}
                    onChange={(event) => {
                      const id = event.currentTarget.value;
                      const person = line.people.find(({ accountId }) => accountId === id);
                      if (person !== undefined) onChoose(place, person);
                    }}
                  >
                    <option value="">{say('Choose…')}</option>
                    {line.people.map((person, position) => (
                      <option value={person.accountId} key={person.accountId}>
                        {`${person.displayName} (${person.email ?? say('{place} of {count}', { place: position + 1, count: line.people.length })})`}
                      </option>
                    ))}
                  </select>
                )}
              </td>
            </tr>
          );
        })}
      </Table>
      {more}
    </>
  );
}
