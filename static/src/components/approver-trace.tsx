import { say } from '#words/say';
import './approver-trace.css';
import type { ApprovalView } from '#contract/views';
import { haveAnOrder } from '#domain/approval/turns';
import { explainTrace } from '#words/approval-trace';
import { listNames } from '#words/listing';
import { askedByRules } from '#words/rules-named';
import { Disclosed } from './disclosed';

/** On demand: how it was found who decides. */
export function ApproverTrace({
  approvals,
  viewer,
}: {
  readonly approvals: readonly Pick<
    ApprovalView,
    'changes' | 'order' | 'approvers' | 'rules' | 'trace'
  >[];
  readonly viewer?: string;
}) {
  const names = approvals.flatMap(({ approvers }) =>
    approvers.map(({ accountId, displayName }) =>
      accountId === viewer ? say('you') : (displayName.split(' ')[0] ?? displayName),
    ),
  );
  const asked = [...new Set(names)];
  const hasStages = haveAnOrder(approvals);
  return (
    <Disclosed
      label={
        asked.length === 0
          ? say('Why is there no approver?')
          : say('Why {names}?', { names: listNames(asked, 'or') })
      }
    >
      {() =>
        approvals.map(({ changes, order, rules, trace }) => (
          <div class="trace-stage" key={`${order} ${changes.join()}`}>
            {hasStages && <p class="subtle">{say('Stage {order}:', { order })}</p>}
            <AskedBy rules={rules} />
            <ol class="trace">
              {trace.map((entry, place) => (
                <li key={place}>{explainTrace(entry)}</li>
              ))}
            </ol>
          </div>
        ))
      }
    </Disclosed>
  );
}

/** By which rules of the policy, where it is by any. */
function AskedBy({ rules }: Pick<ApprovalView, 'rules'>) {
  const asked = askedByRules(rules);
  return asked === undefined ? null : <p>{asked}</p>;
}
