import type { Person } from '#domain/action/person';
import { listInParts } from '#words/listing';
import { say } from '#words/say';
import { sayWithElements } from '../../components/say-with-elements';
import './plan-preview.css';
import type { PlanLineView, PlanView } from '#contract/views';
import { groupsGiven } from '#domain/policy/opened-by';
import type { Term } from '#domain/term/term';
import { planSentence } from '#words/progress';
import { explainRefusal } from '#words/request-refusal';
import { verdictWords } from '#words/verdict';
import { callForm } from '../../api/callers';
import { ApproverTrace } from '../../components/approver-trace';
import { Detail } from '../../components/detail';
import { AccessOfLine } from '../../components/entitlement-name';
import { Lozenge } from '../../components/lozenge';
import { PersonName } from '../../components/person-name';
import { SectionMessage } from '../../components/section-message';
import { StageAsked } from '../../components/stage-asked';
import { SubjectName } from '../../components/subject-name';
import { Table } from '../../components/table';
import { useFirst } from '../../components/use-first';
import { GroupOpens, whoIsAsked } from './group-opens';

/** What the request would do on the site as it stands now, and who would decide it. */
export function PlanPreview({
  issueId,
  plan,
  term,
  updating,
}: {
  readonly issueId: string;
  readonly plan: PlanView;
  /** What is asked for. */
  readonly term: Term;
  /** Said while the next one is made. */
  readonly updating: string | undefined;
}) {
  const { first, more } = useFirst(exceptionsFirst(plan.lines));
  return (
    <div class="plan" aria-busy={updating !== undefined}>
      <p role="status">{updating ?? planSentence(plan.counts)}</p>
      <Table head={[say('Who'), say('Access'), say('What would happen')]}>
        {first.map((line, position) => (
          <PlanLine line={line} term={term} key={position} />
        ))}
      </Table>
      {more}
      <Opens issueId={issueId} plan={plan} />
      {plan.refusal === undefined ? <WhoDecides plan={plan} /> : <Refused plan={plan} />}
    </div>
  );
}

/** Of what can be done; what can't is left out of the request. */
function Opens({ issueId, plan }: { readonly issueId: string; readonly plan: PlanView }) {
  const lines = plan.lines.filter(isUsual);
  const groups = groupsGiven(lines).map(({ groupId, roles }) => ({ groupId, roles: [...roles] }));
  return (
    <GroupOpens
      read={groups.length === 0 ? undefined : () => callForm('groups.opens', { issueId, groups })}
      of={JSON.stringify([issueId, groups])}
      changes={lines}
      asked={whoIsAsked(plan.approvals)}
    />
  );
}

/** Among many, what can't be done is what has to be seen; a few are easier to read in their order. */
function exceptionsFirst(lines: readonly PlanLineView[]): readonly PlanLineView[] {
  if (lines.length <= MANY) return lines;
  return [...lines.filter((line) => !isUsual(line)), ...lines.filter(isUsual)];
}

const isUsual = ({ verdict: { verdict } }: PlanLineView) =>
  verdict === 'change' || verdict === 'alreadySo';

const MANY = 20;

function PlanLine({ line, term }: { readonly line: PlanLineView; readonly term: Term }) {
  const words = verdictWords(line.verb, line.verdict, term);
  return (
    <tr>
      <td>
        <SubjectName subject={line.subject} />
      </td>
      <td>
        <AccessOfLine verb={line.verb} entitlement={line.entitlement} />
      </td>
      <td>
        <Lozenge tone={words.tone} icon={words.icon}>
          {words.label}
        </Lozenge>
        {words.detail !== undefined && <Detail>{words.detail}</Detail>}
      </td>
    </tr>
  );
}

const named = (people: readonly Person[], between: 'and' | 'or') =>
  listInParts(
    people.map((person) => <PersonName key={person.accountId} person={person} />),
    between,
  );

function firstAsked({ approvers, needed }: PlanView['approvals'][number], several: boolean) {
  const people = named(approvers, needed > 1 ? 'and' : 'or');
  if (needed > 1) {
    return several
      ? sayWithElements('{needed} of {people} will be asked to decide one part.', {
          needed,
          people,
        })
      : sayWithElements('{needed} of {people} will be asked to decide.', { needed, people });
  }
  return several
    ? sayWithElements('{people} will be asked to decide one part.', { people })
    : sayWithElements('{people} will be asked to decide.', { people });
}

function WhoDecides({ plan }: { readonly plan: PlanView }) {
  const several = plan.approvals.filter(({ order }) => order === 1).length > 1;
  return (
    <div class="stack-tight">
      {plan.approvals.map((stage) => (
        <p class="plan-asks" key={`${stage.order} ${stage.changes.join()}`}>
          {stage.order > 1 ? <StageAsked stage={stage} /> : firstAsked(stage, several)}
        </p>
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
