import '../../table.css';
import { useState } from 'preact/hooks';
import type { PlanLineView, PlanView } from '#contract/views';
import { Button } from '../../components/button';
import { EntitlementName } from '../../components/entitlement-name';
import { Lozenge } from '../../components/lozenge';
import { PersonName } from '../../components/person-name';
import { SectionMessage } from '../../components/section-message';
import { SubjectName } from '../../components/subject-name';
import { ApproverTrace } from '../../screens/panel/approver-trace';
import { planSentence } from '../../words/progress';
import { explainRefusal } from '../../words/request-refusal';
import { verdictWords } from '../../words/verdict';

const SHOWN = 20;

/** What the request would do on the site as it stands now, and who would decide it. */
export function PlanPreview({
  plan,
  updating,
}: {
  readonly plan: PlanView;
  readonly updating: boolean;
}) {
  const [all, setAll] = useState(false);
  const lines = all ? plan.lines : plan.lines.slice(0, SHOWN);
  return (
    <div class={updating ? 'plan plan-updating' : 'plan'} aria-busy={updating}>
      <p role="status">{updating ? 'Looking again…' : planSentence(plan.counts)}</p>
      <div class="table-box">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Access</th>
              <th scope="col">What would happen</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, position) => (
              <PlanLine line={line} key={position} />
            ))}
          </tbody>
        </table>
      </div>
      {lines.length < plan.lines.length && (
        <div>
          <Button kind="link" onClick={() => setAll(true)}>
            Show all {plan.lines.length} lines
          </Button>
        </div>
      )}
      {plan.refusal === undefined ? <WhoDecides plan={plan} /> : <Refused plan={plan} />}
    </div>
  );
}

function PlanLine({ line }: { readonly line: PlanLineView }) {
  const words = verdictWords(line.verb, line.verdict);
  return (
    <tr>
      <td>
        <SubjectName subject={line.subject} />
      </td>
      <td>
        <EntitlementName entitlement={line.entitlement} />
      </td>
      <td>
        <Lozenge tone={words.tone} icon={words.icon}>
          {words.label}
        </Lozenge>
        {words.detail !== undefined && <span class="table-detail">{words.detail}</span>}
      </td>
    </tr>
  );
}

function WhoDecides({ plan }: { readonly plan: PlanView }) {
  const several = plan.approvals.length > 1;
  return (
    <div class="stack-tight">
      {plan.approvals.map(({ projectId, approvers }) => (
        <div class="row" key={projectId}>
          {approvers.map((person, position) => (
            <span class="row" key={person.accountId}>
              <PersonName person={person} />
              {position < approvers.length - 1 && 'or'}
            </span>
          ))}
          <span>{several ? 'decides a part of it.' : 'will be asked to decide.'}</span>
        </div>
      ))}
      <ApproverTrace approvals={plan.approvals} />
    </div>
  );
}

function Refused({ plan }: { readonly plan: PlanView }) {
  if (plan.refusal === undefined) return null;
  const { what, why, next } = explainRefusal(plan.refusal);
  return (
    <SectionMessage tone="warning" title={what}>
      <p>{why}</p>
      <p>{next}</p>
    </SectionMessage>
  );
}
