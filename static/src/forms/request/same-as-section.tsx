import { useState } from 'preact/hooks';
import type { HoldingView } from '#contract/views';
import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { say } from '#words/say';
import { callForm } from '../../api/callers';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { PersonPicker } from '../../components/person-picker';
import { useLoad } from '../../components/use-load';
import type { AccessOption } from './access-option';

export interface SameAsSectionProps {
  readonly issueId: string;
  readonly onAdd: (access: readonly AccessOption[]) => void;
}

const risks = (): Readonly<Record<'givesSeat' | 'administers', string>> => ({
  givesSeat: say('Gives access to a product, which costs a seat.'),
  administers: say('Gives administration. Ask for it only if it is needed.'),
});

/** What a colleague has, line by line: ordinary access ticked, anything risky only by hand. */
export function SameAsSection({ issueId, onAdd }: SameAsSectionProps) {
  const [colleague, setColleague] = useState<Person>();
  const id = colleague?.accountId;
  const load = useLoad(
    id === undefined ? undefined : () => callForm('people.holdings', { issueId, accountId: id }),
    id,
  );
  return (
    <section class="disclosed stack-tight" aria-label={say('Same as a colleague')}>
      <PersonPicker<Person>
        id="ask-same-as"
        label={say('Whose access?')}
        placeholder={
          colleague === undefined ? say('Search by name or email') : say('Somebody else')
        }
        single
        search={(query) => callForm('people.search', { issueId, query })}
        picked={colleague === undefined ? [] : [colleague]}
        onChange={([person]) => setColleague(person)}
      />
      <ErrorMessage error={load.error} />
      {colleague !== undefined && load.loading && (
        <p class="subtle" role="status">
          {say('Looking up what {colleague} has…', { colleague: colleague.displayName })}
        </p>
      )}
      {colleague !== undefined && load.current && load.value !== undefined && (
        <Held
          key={colleague.accountId}
          name={colleague.displayName}
          held={load.value}
          onAdd={onAdd}
        />
      )}
    </section>
  );
}

function Held({
  name,
  held,
  onAdd,
}: {
  readonly name: string;
  readonly held: readonly HoldingView[];
  readonly onAdd: SameAsSectionProps['onAdd'];
}) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () =>
      new Set(
        held
          .filter(({ risk }) => risk === undefined)
          .map(({ entitlement }) => entitlementKey(entitlement)),
      ),
  );
  if (held.length === 0) {
    return (
      <p class="subtle" role="status">
        {say('{name} has nothing that can be asked for in this work item.', { name })}
      </p>
    );
  }
  const wanted = held.filter(({ entitlement }) => ticked.has(entitlementKey(entitlement)));
  return (
    <>
      <fieldset class="choices">
        <legend class="field-label">{say('What {name} has', { name })}</legend>
        {held.map(({ entitlement, risk }) => {
          const key = entitlementKey(entitlement);
          return (
            <Choice
              key={key}
              kind="checkbox"
              checked={ticked.has(key)}
              onChange={(isTicked) => {
                const next = new Set(ticked);
                if (isTicked) next.add(key);
                else next.delete(key);
                setTicked(next);
              }}
              help={risk && risks()[risk]}
            >
              <EntitlementName entitlement={entitlement} />
            </Choice>
          );
        })}
      </fieldset>
      <div>
        <Button
          disabledReason={wanted.length === 0 ? say('Nothing is ticked.') : undefined}
          onClick={() => onAdd(wanted.map(({ entitlement }) => ({ entitlement })))}
        >
          {say('Ask for {count, plural, one {# of these} other {# of these}}', {
            count: wanted.length,
          })}
        </Button>
      </div>
    </>
  );
}
