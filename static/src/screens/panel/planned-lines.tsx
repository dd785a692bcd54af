import { say } from '#words/say';
import './planned-lines.css';
import type { StepView } from '#contract/views';
import { entitlementKey } from '#domain/action/entitlement';
import { subjectKey } from '#domain/action/subject';
import type { Term } from '#domain/term/term';
import { saysTheSame, verdictWords } from '#words/verdict';
import { Detail } from '../../components/detail';
import { AccessOfLine } from '../../components/entitlement-name';
import { Lozenge } from '../../components/lozenge';
import { SubjectName } from '../../components/subject-name';

/** What would happen, by access: who is meant stands together, and what is the same for all is said once. */
export function PlannedLines({
  steps,
  term,
  isWhole,
}: {
  readonly steps: readonly StepView[];
  readonly term: Term;
  /** There are no more lines than these. */
  readonly isWhole: boolean;
}) {
  const groups = byAccess(steps);
  return (
    <ul class="planned">
      {groups.map((lines, place) => {
        const [first] = lines;
        if (first === undefined) return null;
        const words = verdictWords(first.verb, first.planned, term);
        const isSame = lines.every(({ verb, planned }) =>
          saysTheSame(verdictWords(verb, planned, term), words),
        );
        const isCounted = isWhole || place < groups.length - 1;
        return (
          <li key={keyOf(first)} class="planned-access">
            <div class="request-head">
              <span class="row">
                <AccessOfLine verb={first.verb} entitlement={first.entitlement} />
                {isCounted && lines.length > 1 && <span class="subtle">{howMany(lines)}</span>}
              </span>
              {isSame && <Verdict step={first} term={term} />}
            </div>
            {isSame && words.detail !== undefined && <Detail>{words.detail}</Detail>}
            <ul class={isSame ? 'planned-names' : 'planned-lines'}>
              {lines.map((step) => (
                <li key={subjectKey(step.subject)}>
                  <SubjectName subject={step.subject} />
                  {!isSame && <Verdict step={step} term={term} />}
                  {!isSame && <DetailOf step={step} term={term} />}
                </li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

interface LineProps {
  readonly step: StepView;
  readonly term: Term;
}

function Verdict({ step, term }: LineProps) {
  const { tone, icon, label } = verdictWords(step.verb, step.planned, term);
  return (
    <Lozenge tone={tone} icon={icon}>
      {label}
    </Lozenge>
  );
}

function DetailOf({ step, term }: LineProps) {
  const { detail } = verdictWords(step.verb, step.planned, term);
  return detail === undefined ? null : <Detail>{detail}</Detail>;
}

function howMany(lines: readonly StepView[]): string {
  const count = lines.length;
  const groups = lines.filter(({ subject: { kind } }) => kind === 'group' || kind === 'newGroup');
  if (groups.length === 0)
    return say('{count, plural, one {# person} other {# people}}', { count });
  if (groups.length === count)
    return say('{count, plural, one {# group} other {# groups}}', { count });
  return say('{count, plural, one {# entry} other {# entries}}', { count });
}

const keyOf = ({ verb, entitlement }: StepView) => `${verb} ${entitlementKey(entitlement)}`;

/** Lines of the same access follow one another. */
function byAccess(steps: readonly StepView[]): StepView[][] {
  const groups: StepView[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    const [before] = last ?? [];
    if (last !== undefined && before !== undefined && keyOf(before) === keyOf(step))
      last.push(step);
    else groups.push([step]);
  }
  return groups;
}
