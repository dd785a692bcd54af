import { useState } from 'preact/hooks';
import type { ColumnChoice, ColumnsRead as Columns } from '#domain/list/read-list';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { ColumnChoiceField, columnName } from './column-choice';

/** By which columns a table was read, and which addresses were passed over. */
export function ColumnsRead({
  columns,
  chosen,
  onChoose,
}: {
  readonly columns: Columns;
  readonly chosen: ColumnChoice | undefined;
  readonly onChoose: (choice: ColumnChoice) => void;
}) {
  const [isChanging, setChanging] = useState(chosen !== undefined);
  const { addresses, choices, names } = columns;
  const others = choices.length + (names.length > 0 ? 1 : 0);
  return (
    <div class="stack-tight">
      <p>{sentencesOf(columns).join(' ')}</p>
      {others > 1 && !isChanging && (
        <div>
          <Button kind="link" onClick={() => setChanging(true)}>
            {say('Read another column')}
          </Button>
        </div>
      )}
      {isChanging && (
        <ColumnChoiceField
          choices={choices}
          names={names}
          chosen={chosen ?? addresses[0]?.at ?? 'names'}
          onChoose={onChoose}
        />
      )}
    </div>
  );
}

function sentencesOf({ addresses, names, passedOver }: Columns): readonly string[] {
  const [first, ...others] = addresses.map(columnName);
  const named = listNames(names.map(columnName));
  const said = [say('Each row is one person.')];
  if (first !== undefined) said.push(say('Read by {column}.', { column: first }));
  if (others.length > 0)
    said.push(say('If that is empty, by {columns}.', { columns: listNames(others, 'or') }));
  if (names.length > 0)
    said.push(
      first === undefined
        ? say('Read by {column}.', { column: named })
        : say('Without an address, by {columns}.', { columns: named }),
    );
  if (passedOver.length > 0)
    said.push(say('Not read: {columns}.', { columns: listNames(passedOver.map(columnName)) }));
  return said;
}
