import { say } from '#words/say';
import './plan-preview.css';
import { SUBJECTS_SHOWN } from '#contract/limits';
import type { PlanLineView, PlanView } from '#contract/views';
import { givenTo, groupsGiven } from '#domain/policy/opened-by';
import type { Term } from '#domain/term/term';
import { planSentence } from '#words/progress';
import { callForm } from '../../api/callers';
import { PlanLine, WhoDecides } from '../../components/plan-parts';
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
      <WhoDecides plan={plan} />
    </div>
  );
}

/** Of what can be done; what can't is left out of the request. */
function Opens({ issueId, plan }: { readonly issueId: string; readonly plan: PlanView }) {
  const lines = plan.lines.filter(isUsual);
  const groups = groupsGiven(lines).map(({ groupId, roles }) => ({ groupId, roles: [...roles] }));
  const { people: all, asked } = givenTo(lines);
  const people = all.slice(0, SUBJECTS_SHOWN);
  const isNothing = groups.length === 0 && asked.length === 0;
  const input = { issueId, groups, people, asked: [...asked] };
  return (
    <GroupOpens
      read={isNothing ? undefined : () => callForm('groups.opens', input)}
      of={JSON.stringify(input)}
      changes={lines}
      isOfAll={people.length === all.length}
      asked={whoIsAsked(plan.approvals)}
    />
  );
}

/** Among many, what can't be done is what has to be seen; a few are easier to read in their order. */
function exceptionsFirst(lines: readonly PlanLineView[]): readonly PlanLineView[] {
  if (lines.length <= MANY) return lines;
  return [...lines.filter(isToBeSeen), ...lines.filter((line) => !isToBeSeen(line))];
}

const isUsual = ({ verdict: { verdict } }: PlanLineView) =>
  verdict === 'change' || verdict === 'alreadySo';

const isToBeSeen = (line: PlanLineView) => !isUsual(line) || line.noRenewal !== undefined;

const MANY = 20;
