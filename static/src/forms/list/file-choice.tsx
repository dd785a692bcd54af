import { useState } from 'preact/hooks';
import { say } from '#words/say';
import { Confirm } from '../../components/confirm';
import { SectionMessage } from '../../components/section-message';
import { decodeFile } from './decode-file';

interface FileText {
  readonly name: string;
  readonly text: string;
}

/** Reads a file into the box. What is in the box already is not replaced without a question. */
export function useFileChoice(isEmpty: boolean, onText: (text: string) => void) {
  const [waiting, setWaiting] = useState<FileText>();
  const [unread, setUnread] = useState<string>();
  const read = async (file: File) => {
    setUnread(undefined);
    setWaiting(undefined);
    const text = decodeFile(new Uint8Array(await file.arrayBuffer()));
    if (text.trim() === '') setUnread(file.name);
    else if (isEmpty) onText(text);
    else setWaiting({ name: file.name, text });
  };
  return {
    /** What was said of a file is over once the text is another. */
    clear: () => {
      setUnread(undefined);
      setWaiting(undefined);
    },
    button: (
      <label class="button button-default file-choice">
        <span>{say('Read a file')}</span>
        <input
          class="hidden"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
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
    besides: (
      <>
        {unread !== undefined && (
          <SectionMessage
            tone="warning"
            announce
            title={say('Nothing was read from {file}: it is empty.', { file: unread })}
          />
        )}
        {waiting !== undefined && (
          <Confirm
            title={say('Replace what is in the box by {file}?', { file: waiting.name })}
            yes={say('Replace')}
            doing={say('Replacing…')}
            no={say('Keep what is there')}
            call={{ running: false, error: undefined }}
            harmless
            onYes={() => {
              onText(waiting.text);
              setWaiting(undefined);
            }}
            onNo={() => setWaiting(undefined)}
          >
            <p>{say('What is there now is not kept.')}</p>
          </Confirm>
        )}
      </>
    ),
  };
}
