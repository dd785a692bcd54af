import { ruleInputOf } from '#contract/rule-input';
import type { PolicyView } from '#contract/views';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { SectionMessage } from '../../components/section-message';
import { type RuleDraft, ruleDraftInput } from './rule-draft';
import { ruleSummary } from './rule-summary';
import type { GlassDraft } from './setting';

/** What whoever saves the policy signs by it: each rule by which something is given without approval, and whether it is another than in force. */
export function SignedRules({
  rules,
  policy,
}: {
  readonly rules: readonly RuleDraft[];
  readonly policy: PolicyView;
}) {
  const signed = rules.filter(({ byPolicy }) => byPolicy);
  if (signed.length === 0) return null;
  const before = new Map(policy.rules.map((rule) => [rule.id, JSON.stringify(ruleInputOf(rule))]));
  const isOther = (rule: RuleDraft) => before.get(rule.id) !== JSON.stringify(ruleDraftInput(rule));
  return (
    <SectionMessage
      tone="warning"
      title={say(
        'By saving version {version} of the policy, you sign that this is given without approval',
        { version: policy.version + 1 },
      )}
    >
      <ul class="steps-list">
        {signed.map((rule) => (
          <li key={rule.id}>
            <strong>
              <bdi>{rule.name.trim() === '' ? say('New rule') : rule.name}</bdi>
            </strong>{' '}
            {isOther(rule)
              ? say('{summary} · new, or another than in version {version}', {
                  summary: ruleSummary(rule),
                  version: policy.version,
                })
              : say('{summary} · as before', { summary: ruleSummary(rule) })}
          </li>
        ))}
      </ul>
      <p>
        {say(
          'Your name stands with all that is given so. What would give you something is for people to decide.',
        )}
      </p>
    </SectionMessage>
  );
}

/** What whoever saves the policy enables by it: their name stands with all that is taken so. */
export function SignedGlass({
  glass,
  policy,
}: {
  readonly glass: GlassDraft;
  readonly policy: PolicyView;
}) {
  if (!glass.enabled || glass.people.length === 0) return null;
  return (
    <SectionMessage
      tone="warning"
      title={say(
        'By saving version {version} of the policy, you enable {people} to take access before anybody decides',
        {
          version: policy.version + 1,
          people: listNames(
            glass.people.map(({ displayName }) => displayName),
            'and',
          ),
        },
      )}
    >
      <p>
        {say(
          'Your name stands with all that is taken so, and you are told of it. You can’t break the glass yourself while this version is in force.',
        )}
      </p>
    </SectionMessage>
  );
}
