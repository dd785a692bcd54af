import { useState } from 'preact/hooks';
import type { InputOf } from '#contract/api';
import type { PolicyView } from '#contract/views';
import { say } from '#words/say';
import { Button } from '../../components/button';
import { SectionMessage } from '../../components/section-message';
import { useCall } from '../../components/use-call';
import { saveFile } from '../save-file';
import { explainFileFault } from './file/file-fault-words';
import type { FileSettings } from './file/policy-shape';
import type { FileFault, FileRead } from './file/read-policy';
import { Proposal } from './proposal';

export interface PolicyFileProps {
  readonly policy: PolicyView;
  /** The settings of a file, as they would be saved now. */
  readonly inputOf: (settings: FileSettings) => InputOf<'policy.save'>;
  readonly onPut: (policy: PolicyView) => void;
}

type State =
  | { readonly at: 'nothing' }
  | { readonly at: 'refused'; readonly name: string; readonly why: FileFault }
  | { readonly at: 'read'; readonly name: string; readonly settings: FileSettings };

/** The policy as a YAML file: written, and read again, which shows what it would change and saves nothing. */
export function PolicyFile({ policy, inputOf, onPut }: PolicyFileProps) {
  const [state, setState] = useState<State>({ at: 'nothing' });
  const write = useCall(async () => {
    // Whoever needs no file loads nothing of what writes one.
    const { writePolicy } = await import('./file/write-policy');
    saveFile(`access-policy-${policy.version}.yml`, 'application/yaml', [writePolicy(policy)]);
    return { ok: true, value: undefined } as const;
  });
  const read = useCall(
    async (file: File) => {
      const { LARGEST_FILE, readPolicy } = await import('./file/read-policy');
      const found: FileRead =
        file.size > LARGEST_FILE
          ? { read: false, why: { fault: 'tooLarge' } }
          : readPolicy(await file.text());
      return { ok: true, value: found } as const;
    },
    (found, { name }) =>
      setState(
        found.read
          ? { at: 'read', name, settings: found.settings }
          : { at: 'refused', name, why: found.why },
      ),
  );
  return (
    <div class="stack-tight">
      <div class="row">
        <Button
          icon="download"
          busy={write.running ? say('Writing…') : undefined}
          onClick={write.run}
        >
          {say('Download as YAML')}
        </Button>
        <label class="button button-default file-choice">
          <span>{say('Read a YAML file')}</span>
          <input
            class="hidden"
            type="file"
            accept=".yml,.yaml,application/yaml,text/yaml,text/plain"
            onChange={(event) => {
              const input = event.currentTarget;
              const file = input.files?.[0];
              if (file !== undefined) void read.run(file);
              // The same file, once it was corrected, is another one.
              input.value = '';
            }}
          />
        </label>
      </div>
      <p class="small">
        {say(
          'The file has the policy in force, without what was unlocked: unlock a group here, where you see what it gives. IDs count in it; names stand behind them to be read.',
        )}
      </p>
      {state.at === 'refused' && (
        <SectionMessage
          tone="warning"
          announce
          title={say('{file} was not read', { file: state.name })}
        >
          <p>{explainFileFault(state.why)}</p>
        </SectionMessage>
      )}
      {state.at === 'read' && (
        <Proposal
          of={JSON.stringify(inputOf(state.settings))}
          input={inputOf(state.settings)}
          onPut={(now) => {
            setState({ at: 'nothing' });
            onPut(now);
          }}
        />
      )}
    </div>
  );
}
