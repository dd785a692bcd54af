import { say } from '#words/say';
import '../../components/input.css';
import './list-section.css';
import { useState } from 'preact/hooks';
import type { Person } from '#domain/action/person';
import type { Product } from '#domain/action/product';
import { leftOver } from '#domain/list/left-over';
import type { ColumnChoice } from '#domain/list/read-list';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { TextField } from '../../components/text-field';
import { useCall } from '../../components/use-call';
import type { AskedSubject } from '../asked-subject';
import { AddListed } from './add-listed';
import { type CheckedLine, type CheckedList, checkList, linesOf, readAgain } from './check-list';
import { ColumnChoiceField } from './column-choice';
import { ColumnsRead } from './columns-read';
import { useFileChoice } from './file-choice';
import { ListLines } from './list-lines';
import { type Listed, listedSubjects } from './listed-subject';

export interface ListSectionProps {
  readonly issueId: string;
  readonly canCreate: boolean;
  /** Those that are chosen for new accounts so far. */
  readonly products: readonly Product[];
  /** Kept with the form, so that it outlives a reload. */
  readonly text: string;
  readonly onText: (text: string) => void;
  /** With the text that is left: what could not be used, or was not added. */
  readonly onAdd: (subjects: readonly AskedSubject[], left: string) => void;
}

/** Paste a list or read a file, see what each line comes to, and take what is usable. */
export function ListSection(props: ListSectionProps) {
  const { issueId, canCreate, products, text, onText, onAdd } = props;
  const [checked, setChecked] = useState<CheckedList>();
  const [picked, setPicked] = useState<ReadonlyMap<string, Person>>(new Map());
  /** Of the site, in [0, 1): known where there is much to read. */
  const [share, setShare] = useState<number>();
  const type = (typed: string) => {
    onText(typed);
    setChecked(undefined);
  };
  const check = useCall(
    (choice: ColumnChoice | undefined) =>
      checkList(issueId, text, choice, (share) => {
        setShare(share);
        return true;
      }),
    (done) => {
      setShare(undefined);
      setPicked(new Map());
      setChecked(done);
    },
  );
  const file = useFileChoice(text.trim() === '', type);
  const lines = checked === undefined ? [] : linesOf(checked);
  // At once, and not only when the answer is there.
  const choice = check.running ? check.input?.[0] : checked?.choice;
  const add = (added: readonly Listed<AskedSubject>[]) => {
    if (checked === undefined || checked.read.kind !== 'lines') return;
    const kept = leftBy(lines, new Set(added.map(({ from }) => from)));
    const left = leftOver(
      checked.rows,
      checked.read.columns,
      kept.map(({ source }) => source),
    );
    setChecked(readAgain(left, checked));
    onAdd(
      added.map(({ subject }) => subject),
      left,
    );
  };
  return (
    <section class="disclosed list-section stack-tight" aria-label={say('List of people')}>
      <TextField
        id="ask-list"
        label={say('Names or email addresses')}
        help={say(
          'A table with the names of its columns, one on each line, or the To line of an email.',
        )}
        lines={5}
        value={text}
        onChange={(typed) => {
          type(typed);
          file.clear();
        }}
      />
      <div class="row">
        <Button
          disabledReason={text.trim() === '' ? say('Paste something first.') : undefined}
          busy={check.running ? lookingUp(share) : undefined}
          onClick={() => void check.run(undefined)}
        >
          {say('Check the list')}
        </Button>
        {file.button}
      </div>
      {file.besides}
      <ErrorMessage error={check.error} />
      {checked?.read.kind === 'whichColumn' && (
        <>
          <p role="status">
            {checked.read.choices.length > 1
              ? say('More than one column has addresses.')
              : say('The addresses are not like the names beside them.')}
          </p>
          <ColumnChoiceField
            choices={checked.read.choices}
            names={checked.read.names}
            chosen={choice}
            onChoose={(choice) => void check.run(choice)}
          />
        </>
      )}
      {checked?.read.kind === 'lines' && (
        <>
          {checked.read.columns !== undefined && (
            <ColumnsRead
              columns={checked.read.columns}
              chosen={choice}
              onChoose={(choice) => void check.run(choice)}
            />
          )}
          <ListLines
            lines={lines}
            canCreate={canCreate}
            picked={picked}
            onPick={(entry, person) => setPicked(withPick(picked, entry, person))}
          />
          <AddListed
            listed={listedSubjects(lines, picked, canCreate)}
            products={products}
            onAdd={add}
          />
        </>
      )}
    </section>
  );
}

/** In percent. */
const WHOLE = 100;

function lookingUp(share: number | undefined): string {
  return share === undefined
    ? say('Looking them up…')
    : say('Looking them up… {percent} % of the site has been read.', {
        percent: Math.floor(share * WHOLE),
      });
}

/** Lines that are not added; those that repeat one that is, and what names nobody anyway, are done with. */
function leftBy(
  lines: readonly CheckedLine[],
  added: ReadonlySet<CheckedLine>,
): readonly CheckedLine[] {
  const done = new Set([...added].map(({ line }) => line.line));
  return lines.filter((one) => {
    const { line } = one;
    const repeats = (line.found === 'samePerson' || line.found === 'unusable') && line.of;
    const isHeading =
      line.found === 'unusable' && ['aboveHeadings', 'columnNames', 'sender'].includes(line.why);
    return !added.has(one) && !isHeading && !(typeof repeats === 'number' && done.has(repeats));
  });
}

function withPick(
  picked: ReadonlyMap<string, Person>,
  entry: string,
  person: Person | undefined,
): ReadonlyMap<string, Person> {
  const others = [...picked].filter(([text]) => text !== entry);
  return new Map(person === undefined ? others : [...others, [entry, person]]);
}
