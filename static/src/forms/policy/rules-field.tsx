import { say } from '#words/say';
import './rules-field.css';
import { useRef, useState } from 'preact/hooks';
import { RULES_MAX } from '#contract/limits';
import type { RequestableGroupView } from '#contract/views';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { ErrorMessage } from '../../components/error-message';
import { useLoad } from '../../components/use-load';
import { newRule, type RuleDraft } from './rule-draft';
import { goneIn, RuleEditor } from './rule-editor';
import { problemsOf, type RuleProblems, ruleFieldId } from './rule-problems';
import { ruleSummary } from './rule-summary';

export interface RulesFieldProps {
  readonly rules: readonly RuleDraft[];
  /** Those that can be asked for, of which a rule chooses. */
  readonly listed: readonly RequestableGroupView[];
  readonly connected: boolean;
  /** Whether what is wrong with them is said. */
  readonly tellsProblems: boolean;
  /** What the app had against rules as they were sent: it goes with the first change of each. */
  readonly refused: ReadonlyMap<RuleDraft, RuleProblems>;
  readonly onChange: (rules: readonly RuleDraft[]) => void;
}

/** The rules beside that of everything: each a line that opens into its editor. */
export function RulesField({
  rules,
  listed,
  connected,
  tellsProblems,
  refused,
  onChange,
}: RulesFieldProps) {
  const [added, setAdded] = useState<string>();
  const namesProjects = rules.some(
    ({ everyProject, projects }) => !everyProject && projects.length > 0,
  );
  const load = useLoad(namesProjects ? () => callAdmin('admin.goneProjects', {}) : undefined);
  const gone = new Set(load.value);
  const adder = useRef<HTMLButtonElement>(null);
  const add = () => {
    const rule = newRule(crypto.randomUUID());
    setAdded(rule.id);
    onChange([...rules, rule]);
    // Once it is drawn, it is filled in from the top.
    setTimeout(() => document.getElementById(ruleFieldId(rule.id, 'name'))?.focus());
  };
  /** What was pressed goes with its rule: the focus is on what stays. */
  const remove = (id: string) => {
    adder.current?.focus();
    onChange(rules.filter((other) => other.id !== id));
  };
  const put = (rule: RuleDraft) =>
    onChange(rules.map((other) => (other.id === rule.id ? rule : other)));
  const problems = (rule: RuleDraft): RuleProblems =>
    new Map([...(refused.get(rule) ?? []), ...(tellsProblems ? problemsOf(rule, rules) : [])]);
  return (
    <div class="stack">
      <ul class="rules">
        <li class="rule">
          <strong>{say('Everything listed')}</strong>{' '}
          <span class="small">
            {say('What no rule below is about: everybody may ask, and the project lead decides.')}
          </span>
        </li>
        {rules.map((rule) => (
          <li class="rule" key={rule.id}>
            <details open={rule.id === added}>
              <summary>
                <strong>
                  <bdi>{titleOf(rule)}</bdi>
                </strong>{' '}
                <span class="small">{ruleSummary(rule)}</span>
                <Gone count={goneIn(rule, gone).length} />
                <ToMend count={problems(rule).size} />
              </summary>
              <RuleEditor
                rule={rule}
                listed={listed}
                goneProjects={gone}
                problems={problems(rule)}
                onChange={put}
              />
              <Button kind="subtle" onClick={() => remove(rule.id)}>
                {say('Remove the rule “{name}”', { name: titleOf(rule) })}
              </Button>
            </details>
          </li>
        ))}
      </ul>
      <ErrorMessage error={load.error} onRetry={load.reload}>
        <span>
          {say('So it is not known whether all projects that rules name are still there.')}
        </span>
      </ErrorMessage>
      <div>
        <Button
          onClick={add}
          buttonRef={adder}
          disabledReason={
            connected
              ? rules.length < RULES_MAX
                ? undefined
                : say('There are {most} rules at most.', { most: RULES_MAX })
              : say('Connect Atlassian Cloud first: groups are looked up on the site.')
          }
        >
          {say('Add a rule')}
        </Button>
      </div>
    </div>
  );
}

/** Of a rule that is closed, too. */
function Gone({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span class="rule-faults">
      {' '}
      <strong>
        {say('{count, plural, one {# project is} other {# projects are}} no longer there', {
          count,
        })}
      </strong>
    </span>
  );
}

/** Of a rule that is closed, too. */
export function ToMend({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span class="rule-faults">
      {' '}
      <strong>
        {say('{count, plural, one {# field has} other {# fields have}} to be corrected', { count })}
      </strong>
    </span>
  );
}

const titleOf = ({ name }: RuleDraft) => (name.trim() === '' ? say('New rule') : name);
