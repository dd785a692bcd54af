import './plan-parts.css';
import type { ByPolicyView, GlassView, PlanLineView, PlanView } from '#contract/views';
import type { Person } from '#domain/action/person';
import type { PeopleBecause } from '#domain/policy/decided-by-policy';
import type { Term } from '#domain/term/term';
import { enabledPolicy } from '#words/broken-glass';
import { peopleBecause, signedPolicy } from '#words/by-policy';
import { listClauses, listInParts, sentenceStart } from '#words/listing';
import { explainRefusal } from '#words/request-refusal';
import { saidByRules } from '#words/rules-named';
import { say } from '#words/say';
import { verdictWords } from '#words/verdict';
import { noRenewalWords } from '../words/no-renewal';
import { ApproverTrace } from './approver-trace';
import { Detail } from './detail';
import { AccessOfLine } from './entitlement-name';
import { Lozenge } from './lozenge';
import { PersonName } from './person-name';
import { sayWithElements } from './say-with-elements';
import { SectionMessage } from './section-message';
import { StageAsked } from './stage-asked';
import { SubjectName } from './subject-name';

/** What a plan says of one subject and one access, as a row of a table. */
export function PlanLine({ line, term }: { readonly line: PlanLineView; readonly term: Term }) {
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
        {line.noRenewal !== undefined && <Detail>{noRenewalWords(line.noRenewal)}</Detail>}
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

/** Whom it would be asked of, and why them; or why it could not be asked for. */
export function WhoDecides({ plan }: { readonly plan: PlanView }) {
  if (plan.refusal !== undefined) return <Refused refusal={plan.refusal} />;
  const several = plan.approvals.filter(({ order }) => order === 1).length > 1;
  return (
    <div class="stack-tight">
      {plan.glass !== undefined && <Glass {...plan.glass} />}
      {plan.byPolicy !== undefined && <ByPolicy {...plan.byPolicy} />}
      {plan.peopleBecause.length > 0 && <PeopleAllTheSame because={plan.peopleBecause} />}
      {plan.approvals.map((stage) => (
        <p class="plan-asks" key={`${stage.order} ${stage.changes.join()}`}>
          {stage.order > 1 ? <StageAsked stage={stage} /> : firstAsked(stage, several)}
        </p>
      ))}
      {plan.approvals.length > 0 && <ApproverTrace approvals={plan.approvals} />}
    </div>
  );
}

/** What whoever asks takes before anybody decides, who is told, and who looks at it after. */
function Glass({ policyVersion, enabledBy, told, reviewers }: GlassView) {
  return (
    <SectionMessage tone="warning" title={say('Given at once, before anybody decides')}>
      <p>
        {say('{policy} lets you take it. It ends by itself.', {
          policy: sentenceStart(enabledPolicy(policyVersion, enabledBy.displayName)),
        })}
      </p>
      {told.length > 0 && (
        <p>{sayWithElements('Told at once: {people}.', { people: named(told, 'and') })}</p>
      )}
      <p>
        {sayWithElements(
          'Until its review is closed, by {people} or a Jira admin, you can’t take it so again.',
          { people: named(reviewers, 'or') },
        )}
      </p>
    </SectionMessage>
  );
}

/** What nobody is asked about, by which version of the policy, and who is told. */
function ByPolicy({ policyVersion, signedBy, rules, told, isAll }: ByPolicyView) {
  const policy = signedPolicy(policyVersion, signedBy.displayName);
  return (
    <p class="plan-asks">
      <strong>
        {isAll
          ? say('Given without approval, by {policy}.', { policy })
          : say('Part of it is given without approval, by {policy}, once the rest is approved.', {
              policy,
            })}
      </strong>{' '}
      {saidByRules(rules)}
      {told.length > 0 && (
        <>
          {' '}
          {told.length === 1
            ? sayWithElements('{people} is told, and can end it.', { people: named(told, 'and') })
            : sayWithElements('{people} are told, and can end it.', { people: named(told, 'and') })}
        </>
      )}
    </p>
  );
}

function PeopleAllTheSame({ because }: { readonly because: readonly PeopleBecause[] }) {
  return (
    <p class="subtle">
      {say('The rules have the policy decide. People decide all the same, as {why}.', {
        why: listClauses(because.map(peopleBecause)),
      })}
    </p>
  );
}

function Refused({ refusal }: { readonly refusal: NonNullable<PlanView['refusal']> }) {
  const { what, why, next } = explainRefusal(refusal);
  return (
    <SectionMessage tone="warning" title={what}>
      <p>{why}</p>
      <p>{next}</p>
    </SectionMessage>
  );
}
