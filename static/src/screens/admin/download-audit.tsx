import { useRef, useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { saveFile } from '../../forms/save-file';
import { auditHead, auditLines } from './audit-csv';
import { type AuditFilter, inputOf } from './audit-filter';
import { type AuditReading, readAudit } from './read-audit';

/** More than a spreadsheet takes is of no use in one file. */
const MOST_EVENTS = 1_000_000;

interface Read {
  /** Grows as it is read. */
  readonly parts: string[];
  readonly events: number;
  readonly unreadable: number;
  /** When the last event happened that was read. */
  readonly back: number | undefined;
}

type Progress =
  | { readonly is: 'idle' }
  | ({ readonly is: 'reading' } & Read)
  | ({ readonly is: 'failed'; readonly error: CallError; readonly rest: AuditReading } & Read)
  | ({ readonly is: 'saved'; readonly whole: boolean } & Read);

/** Everything that matches as a file: read part by part, and as far as it is where somebody stops it. */
export function useDownload(filter: AuditFilter) {
  const [progress, setProgress] = useState<Progress>({ is: 'idle' });
  const isWanted = useRef(false);
  const go = async (from: AuditReading, before: Read) => {
    isWanted.current = true;
    let reading = from;
    let read = before;
    setProgress({ is: 'reading', ...read });
    while (reading.next !== undefined && isWanted.current && read.events < MOST_EVENTS) {
      const answer = await reading.next();
      if (!answer.ok) {
        setProgress({ is: 'failed', error: answer.error, rest: reading, ...read });
        return;
      }
      const [{ lines, requests, unreadable }, rest] = answer.value;
      read.parts.push(auditLines(lines, requests));
      read = {
        parts: read.parts,
        events: read.events + lines.length,
        unreadable: read.unreadable + unreadable,
        back: lines.at(-1)?.event.at ?? read.back,
      };
      reading = rest;
      if (isWanted.current) setProgress({ is: 'reading', ...read });
    }
    saveFile('multiplier-audit.csv', 'text/csv', [auditHead(), ...read.parts]);
    setProgress({ is: 'saved', whole: reading.next === undefined, ...read, parts: [] });
  };
  return {
    progress,
    begin: () =>
      void go(readAudit(inputOf(filter)), {
        parts: [],
        events: 0,
        unreadable: 0,
        back: undefined,
      }),
    goOn: () => {
      if (progress.is === 'failed') void go(progress.rest, progress);
    },
    stop: () => {
      isWanted.current = false;
    },
  };
}

export type Download = ReturnType<typeof useDownload>;

/** How far it is, and what came of it. */
export function DownloadProgress({
  download: { progress, stop, goOn },
}: {
  readonly download: Download;
}) {
  if (progress.is === 'idle') return null;
  const { events, unreadable, back } = progress;
  return (
    <div class="stack-tight">
      <p role="status" class="row">
        <span>
          {progress.is === 'saved'
            ? progress.whole
              ? say(
                  'The file has {count, plural, one {# event} other {# events}}: all that match.',
                  {
                    count: events,
                  },
                )
              : say(
                  'The file has {count, plural, one {# event} other {# events}}, and not all that match: choose fewer days for the others.',
                  { count: events },
                )
            : back === undefined
              ? say('{count, plural, one {# event} other {# events}} read so far.', {
                  count: events,
                })
              : say(
                  '{count, plural, one {# event} other {# events}} read so far, back to {time}.',
                  { count: events, time: dateAndTime(back) },
                )}
        </span>
        {progress.is === 'reading' && (
          <Button kind="subtle" onClick={stop}>
            {say('Stop, and save what is read')}
          </Button>
        )}
      </p>
      {unreadable > 0 && (
        <p>
          {say(
            '{count, plural, one {# record can’t be read and is not in the file.} other {# records can’t be read and are not in the file.}}',
            { count: unreadable },
          )}
        </p>
      )}
      {progress.is === 'failed' && <ErrorMessage error={progress.error} onRetry={goOn} />}
    </div>
  );
}
