import { useId, useState } from 'preact/hooks';
import type { ApprovalView } from '#contract/views';
import { Button } from '../../components/button';
import { explainTrace } from '../../words/approval-trace';
import { listNames } from '../../words/listing';

/** On demand: how it was found who decides. */
export function ApproverTrace({
  approvals,
  viewer,
}: {
  readonly approvals: readonly Pick<ApprovalView, 'projectId' | 'approvers' | 'trace'>[];
  readonly viewer?: string;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const names = approvals.flatMap(({ approvers }) =>
    approvers.map(({ accountId, displayName }) =>
      accountId === viewer ? 'you' : (displayName.split(' ')[0] ?? displayName),
    ),
  );
  const asked = [...new Set(names)];
  return (
    <div class="stack-tight">
      <Button
        kind="link"
        icon="chevron"
        expanded={open}
        controls={id}
        onClick={() => setOpen(!open)}
      >
        {asked.length === 0 ? 'Why nobody?' : `Why ${listNames(asked, 'or')}?`}
      </Button>
      <div id={id} hidden={!open}>
        {approvals.map(({ projectId, trace }) => (
          <ol class="trace" key={projectId}>
            {trace.map((entry) => (
              <li key={explainTrace(entry)}>{explainTrace(entry)}</li>
            ))}
          </ol>
        ))}
      </div>
    </div>
  );
}
