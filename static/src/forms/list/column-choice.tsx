import type { TableColumn } from '#domain/list/list-table';
import type { ColumnChoice } from '#domain/list/read-list';
import { listBare, listNames } from '#words/listing';
import { say } from '#words/say';
import { Choice } from '../../components/choice';

/** Which column has the address of the person: asked where more than one may. */
export function ColumnChoiceField({
  choices,
  names,
  chosen,
  onChoose,
}: {
  readonly choices: readonly TableColumn[];
  readonly names: readonly TableColumn[];
  readonly chosen: ColumnChoice | undefined;
  readonly onChoose: (choice: ColumnChoice) => void;
}) {
  return (
    <fieldset class="choices">
      <legend class="field-label">
        {say('Which column has the people’s own addresses or account IDs?')}
      </legend>
      {choices.map((column) => (
        <Choice
          key={column.at}
          kind="radio"
          name="list-column"
          checked={chosen === column.at}
          help={listBare(column.first)}
          onChange={() => onChoose(column.at)}
        >
          {columnName(column)}
        </Choice>
      ))}
      {names.length > 0 && (
        <Choice
          kind="radio"
          name="list-column"
          checked={chosen === 'names'}
          onChange={() => onChoose('names')}
        >
          {say('None: read by {columns}', { columns: listNames(names.map(columnName)) })}
        </Choice>
      )}
      <Choice
        kind="radio"
        name="list-column"
        checked={chosen === 'every'}
        onChange={() => onChoose('every')}
      >
        {say('Use all of them: each address is a person')}
      </Choice>
    </fieldset>
  );
}

/** As the list names it, or by its place. */
export function columnName({ at, heading }: TableColumn): string {
  const [name = ''] = heading.split('\n');
  return name === '' ? say('Column {number}', { number: at + 1 }) : `“${name}”`;
}
