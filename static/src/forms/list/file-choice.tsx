import { useState } from 'preact/hooks';
import { say } from '#words/say';
import { Confirm } from '../../components/confirm';
import { SectionMessage } from '../../components/section-message';
import { type FileRead, readFile } from './read-file';

type Readable = Exclude<FileRead, { kind: 'notRead' }>;
type State =
  | { readonly at: 'nothing' }
  | { readonly at: 'notRead'; readonly name: string; readonly why: NotReadReason }
  /** The box is not empty: it is asked first. */
  | { readonly at: 'asking'; readonly name: string; readonly file: Readable }
  | { readonly at: 'read'; readonly file: Readable };
type NotReadReason = Extract<FileRead, { kind: 'notRead' }>['why'];

/** Reads a file into the box. What is in the box already is not replaced without a question. */
export function useFileChoice(isEmpty: boolean, onText: (text: string) => void) {
  const [state, setState] = useState<State>({ at: 'nothing' });
  const put = (file: Readable) => {
    onText(file.text);
    setState({ at: 'read', file });
  };
  const read = async (file: File) => {
    const { name } = file;
    const found = await readFile(new Uint8Array(await file.arrayBuffer()));
    if (found.kind === 'notRead') setState({ at: 'notRead', name, why: found.why });
    else if (isEmpty) put(found);
    else setState({ at: 'asking', name, file: found });
  };
  return {
    /** What was said of a file is over once the text is another. */
    clear: () => setState({ at: 'nothing' }),
    button: (
      <label class="button button-default file-choice">
        <span>{say('Read a file')}</span>
        <input
          class="hidden"
          type="file"
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            if (file !== undefined) void read(file);
            // The same file, once it was corrected, is another one.
            input.value = '';
          }}
        />
      </label>
    ),
    besides: <FileMessage state={state} onPut={put} onKeep={() => setState({ at: 'nothing' })} />,
  };
}

function FileMessage({
  state,
  onPut,
  onKeep,
}: {
  readonly state: State;
  readonly onPut: (file: Readable) => void;
  readonly onKeep: () => void;
}) {
  switch (state.at) {
    case 'nothing':
      return null;
    case 'notRead':
      return (
        <SectionMessage
          tone="warning"
          announce
          title={say('{file} was not read', { file: state.name })}
        >
          <p>{whyNotRead(state.why)}</p>
        </SectionMessage>
      );
    case 'asking':
      return (
        <Confirm
          title={say('Replace what is in the box with {file}?', { file: state.name })}
          yes={say('Replace')}
          doing={say('Replacing…')}
          no={say('Keep what is there')}
          call={{ running: false, error: undefined }}
          harmless
          onYes={() => onPut(state.file)}
          onNo={onKeep}
        >
          <p>{say('What is there now is not kept.')}</p>
        </Confirm>
      );
    case 'read':
      return (
        <ReadWords
          words={state.file.kind === 'text' ? textWords(state.file) : sheetWords(state.file)}
        />
      );
  }
}

function ReadWords({ words }: { readonly words: readonly string[] }) {
  return words.length === 0 ? null : (
    <p role="status" class="small">
      {words.join(' ')}
    </p>
  );
}

const textWords = ({ isGuess }: Extract<Readable, { kind: 'text' }>): readonly string[] =>
  isGuess
    ? [
        say(
          'The file does not say how its letters are encoded. If names look wrong, save it again as CSV UTF-8 or .xlsx.',
        ),
      ]
    : [];

function sheetWords({
  sheet,
  others,
  hiddenRows,
  hiddenColumns,
  unsolved,
}: Extract<Readable, { kind: 'sheet' }>): readonly string[] {
  return [
    say('Read from the sheet “{sheet}”.', { sheet }),
    ...(others === 0
      ? []
      : [
          say(
            '{others, plural, one {# other sheet was} other {# other sheets were}} not read: copy what you need of it.',
            { others },
          ),
        ]),
    ...(hiddenRows === 0
      ? []
      : [
          say(
            '{hiddenRows, plural, one {# row is} other {# rows are}} hidden in it, and not read.',
            { hiddenRows },
          ),
        ]),
    ...(hiddenColumns === 0
      ? []
      : [
          say(
            '{hiddenColumns, plural, one {# column is} other {# columns are}} hidden in it, and not read.',
            { hiddenColumns },
          ),
        ]),
    ...(unsolved === 0
      ? []
      : [
          say(
            '{unsolved, plural, one {# formula has} other {# formulas have}} no result in the file: open it in Excel, and save it there.',
            { unsolved },
          ),
        ]),
  ];
}

function whyNotRead(why: NotReadReason): string {
  switch (why) {
    case 'empty':
      return say('It is empty.');
    case 'tooLarge':
      return say('It is too large for a list of people. Save the columns that you need as a file.');
    case 'oldOrLocked':
      return say(
        'It is of an older Excel, or has a password. Save it as .xlsx or CSV, without a password.',
      );
    case 'document':
      return say('It is not a table. Save it as .xlsx or CSV, or paste the list.');
    case 'broken':
      return say('It is damaged. Save it again as .xlsx or CSV.');
  }
}
