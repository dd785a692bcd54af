import { useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { HoldingView } from '#contract/views';
import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { callPanel } from '../../api/call-panel';
import { Button } from '../../components/button';
import { Combobox } from '../../components/combobox';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { PersonName } from '../../components/person-name';
import { PersonOption } from '../../components/person-option';
import { count } from '../../words/listing';
import type { AccessOption } from './access-option';

export interface SameAsSectionProps {
  readonly issueId: string;
  readonly onAdd: (access: readonly AccessOption[]) => void;
}

const RISKS: Readonly<Record<'givesSeat' | 'administers', string>> = {
  givesSeat: 'Gives access to a product, which costs a seat.',
  administers: 'Gives administration. Ask for it only if it is needed.',
};

/** What a colleague has, line by line: ordinary access ticked, anything risky only by hand. */
export function SameAsSection({ issueId, onAdd }: SameAsSectionProps) {
  const [colleague, setColleague] = useState<Person>();
  const [held, setHeld] = useState<readonly HoldingView[]>();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<CallError>();
  const load = async (person: Person) => {
    setColleague(person);
    setHeld(undefined);
    setError(undefined);
    const answer = await callPanel('people.holdings', { issueId, accountId: person.accountId });
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    setHeld(answer.value);
    const plain = answer.value.filter(({ risk }) => risk === undefined);
    setTicked(new Set(plain.map(({ entitlement }) => entitlementKey(entitlement))));
  };
  const wanted = (held ?? []).filter(({ entitlement }) => ticked.has(entitlementKey(entitlement)));
  return (
    <section class="list-section stack-tight" aria-label="Same as a colleague">
      <Combobox<Person>
        id="ask-same-as"
        label="Whose access?"
        placeholder={colleague === undefined ? 'Search by name or email' : 'Somebody else'}
        single
        search={(query) => callPanel('people.search', { issueId, query })}
        keyOf={({ accountId }) => accountId}
        nameOf={({ displayName }) => displayName}
        drawOption={(person) => <PersonOption person={person} />}
        drawChip={(person) => <PersonName person={person} />}
        picked={colleague === undefined ? [] : [colleague]}
        onPick={(person) => void load(person)}
        onRemove={() => {
          setColleague(undefined);
          setHeld(undefined);
        }}
        nothingFound={(query) =>
          query === '' ? 'Type a name or an email.' : `Nobody called “${query}” was found.`
        }
      />
      {error !== undefined && <ErrorMessage error={error} />}
      {colleague !== undefined && held === undefined && error === undefined && (
        <p class="subtle" role="status">
          Looking up what {colleague.displayName} has…
        </p>
      )}
      {held?.length === 0 && (
        <p class="subtle" role="status">
          {colleague?.displayName} has nothing that can be asked for in this issue.
        </p>
      )}
      {held !== undefined && held.length > 0 && (
        <>
          <fieldset class="choices">
            <legend class="field-label">What {colleague?.displayName} has</legend>
            {held.map(({ entitlement, risk }) => {
              const key = entitlementKey(entitlement);
              return (
                <label class="choice" key={key}>
                  <input
                    type="checkbox"
                    checked={ticked.has(key)}
                    onChange={(event) => {
                      const next = new Set(ticked);
                      if (event.currentTarget.checked) next.add(key);
                      else next.delete(key);
                      setTicked(next);
                    }}
                  />
                  <span>
                    <EntitlementName entitlement={entitlement} />
                    {risk !== undefined && <span class="small choice-risk">{RISKS[risk]}</span>}
                  </span>
                </label>
              );
            })}
          </fieldset>
          <div>
            <Button
              disabledReason={wanted.length === 0 ? 'Nothing is ticked.' : undefined}
              onClick={() => onAdd(wanted.map(({ entitlement }) => ({ entitlement })))}
            >
              Ask for {count(wanted.length, 'of these', 'of these')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
