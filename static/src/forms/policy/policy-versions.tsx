import { useState } from 'preact/hooks';
import type { InputOf } from '#contract/api';
import type { AuditLine, AuditPageView, PolicyView } from '#contract/views';
import { auditSentence } from '#words/audit/audit-sentence';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { useCall } from '../../components/use-call';
import { usePages } from '../../components/use-pages';
import { Waiting } from '../../components/waiting';
import { Proposal } from './proposal';

export interface PolicyVersionsProps {
  /** That in force. */
  readonly policy: PolicyView;
  /** The settings of a version, as they would be saved now. */
  readonly inputOf: (version: PolicyView) => InputOf<'policy.save'>;
  readonly onPut: (policy: PolicyView) => void;
}

/** Who saved which version, when, and what it changed; each can be put back, which is a save like any other. */
export function PolicyVersions(props: PolicyVersionsProps) {
  return (
    <Disclosed label={say('Show the versions')}>
      {() => <Versions key={props.policy.version} {...props} />}
    </Disclosed>
  );
}

function Versions({ policy, inputOf, onPut }: PolicyVersionsProps) {
  const list = usePages<AuditLine, AuditPageView>((at) =>
    callAdmin('audit.list', { kind: 'policy.changed', ...at }),
  );
  const [chosen, setChosen] = useState<PolicyView>();
  const look = useCall((version: number) => callAdmin('policy.version', { version }), setChosen);
  return (
    <div class="stack-tight">
      <ul class="rules" aria-label={say('Versions of the policy')}>
        {list.items.map(({ event }) => {
          if (event.kind !== 'policy.changed') return null;
          const { version } = event;
          return (
            <li class="rule stack-tight" key={event.id}>
              <p>
                <strong>{say('Version {version}', { version })}</strong>{' '}
                <span class="small">{dateAndTime(event.at)}</span>
              </p>
              <p>{auditSentence(event)}</p>
              {version === policy.version ? (
                <p class="small">{say('In force')}</p>
              ) : (
                <div>
                  <Button
                    kind="link"
                    about={say('Version {version}', { version })}
                    busy={look.running && look.input?.[0] === version ? say('Reading…') : undefined}
                    onClick={() => look.run(version)}
                  >
                    {say('Put it back…')}
                  </Button>
                </div>
              )}
              {chosen?.version === version && (
                <Proposal
                  of={String(version)}
                  input={inputOf(chosen)}
                  asItWas={chosen}
                  onPut={onPut}
                />
              )}
            </li>
          );
        })}
      </ul>
      {list.items.length === 0 && !list.loading && list.error === undefined && (
        <p>{say('No version was saved yet, or the audit of them is deleted.')}</p>
      )}
      {list.loading && <Waiting>{say('Reading…')}</Waiting>}
      <ErrorMessage error={list.error ?? look.error} />
      {list.hasMore && (
        <div>
          <Button onClick={list.loadMore}>{say('Show earlier versions')}</Button>
        </div>
      )}
    </div>
  );
}
