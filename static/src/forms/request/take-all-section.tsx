import { useState } from 'preact/hooks';
import { CHANGES_MAX } from '#contract/limits';
import type { EverythingView } from '#contract/views';
import { entitlementKey } from '#domain/action/entitlement';
import type { Person } from '#domain/action/person';
import { listNames } from '#words/listing';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callForm } from '../../api/callers';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { PersonPicker } from '../../components/person-picker';
import { useLoad } from '../../components/use-load';
import type { AccessOption } from './access-option';

export interface TakeAllSectionProps {
  readonly issueId: string;
  /** Whose access it begins with, where a link says so. */
  readonly from: string | undefined;
  /** Whether something is chosen in the form, in whose place it comes. */
  readonly isBegun: boolean;
  readonly onTake: (person: Person, access: readonly AccessOption[]) => void;
}

/** All that somebody has, as the site says it now: each line can be left out, and the rest is taken away by one request. */
export function TakeAllSection({ issueId, from, isBegun, onTake }: TakeAllSectionProps) {
  const [picked, setPicked] = useState<Person>();
  const [begins, setBegins] = useState(from);
  const id = picked?.accountId ?? begins;
  const load = useLoad(
    id === undefined ? undefined : () => callForm('people.everything', { issueId, accountId: id }),
    id,
  );
  const there = load.current ? load.value : undefined;
  const shown = picked ?? (begins === undefined ? undefined : there?.person);
  return (
    <section class="disclosed stack-tight" aria-label={say('Take everything from somebody')}>
      <PersonPicker<Person>
        id="ask-take-all"
        label={say('Whose access is to be taken away?')}
        placeholder={shown === undefined ? say('Search by name or email') : say('Somebody else')}
        single
        search={(query) => callForm('people.search', { issueId, query })}
        picked={shown === undefined ? [] : [shown]}
        onChange={([person]) => {
          setBegins(undefined);
          setPicked(person);
        }}
      />
      <ErrorMessage error={load.error} onRetry={load.reload} />
      {id !== undefined && load.loading && (
        <p class="subtle" role="status">
          {say('Looking up what they have…')}
        </p>
      )}
      {there !== undefined && (
        <All
          key={there.person.accountId}
          all={there}
          isBegun={isBegun}
          onTake={(access) => onTake(there.person, access)}
        />
      )}
    </section>
  );
}

function All({
  all: { person, held, managedElsewhere, notKnown },
  isBegun,
  onTake,
}: {
  readonly all: EverythingView;
  readonly isBegun: boolean;
  readonly onTake: (access: readonly AccessOption[]) => void;
}) {
  const name = person.displayName;
  // As many as one request takes are chosen from the start.
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(held.slice(0, CHANGES_MAX).map(({ entitlement }) => entitlementKey(entitlement))),
  );
  const wanted = held.filter(({ entitlement }) => ticked.has(entitlementKey(entitlement)));
  return (
    <>
      {held.length === 0 ? (
        <p class="subtle" role="status">
          {notKnown === 0
            ? say('{name} has nothing that a request in this work item could take away.', { name })
            : say('Nothing is known that a request in this work item could take from {name}.', {
                name,
              })}
        </p>
      ) : (
        <fieldset class="choices">
          <legend class="field-label">{say('All that {name} has', { name })}</legend>
          {held.map(({ entitlement, endsAt }) => {
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
                help={
                  endsAt === undefined
                    ? undefined
                    : say('Ends by itself on {time}.', { time: dateAndTime(endsAt) })
                }
              >
                <EntitlementName entitlement={entitlement} />
              </Choice>
            );
          })}
        </fieldset>
      )}
      {held.length > CHANGES_MAX && (
        <p>
          {say(
            'One request takes away {most} at most: these are chosen. Ask for the others in another request, in the same way.',
            { most: CHANGES_MAX },
          )}
        </p>
      )}
      {managedElsewhere.length > 0 && (
        <p>
          {say(
            'An identity provider manages {groups}: whoever manages that can take them out there.',
            {
              groups: listNames(
                managedElsewhere.map((one) => one.name),
                'and',
              ),
            },
          )}
        </p>
      )}
      {notKnown > 0 && (
        <p>
          <strong>{say('Not all of it is known.')}</strong>{' '}
          {say(
            'The site, or the app’s own records, could not be read in {count, plural, one {# place} other {# places}}. They may have more: look again later.',
            { count: notKnown },
          )}
        </p>
      )}
      <p class="subtle">
        {say(
          'These are the groups that can be asked for, and the roles of this project. What Multiplier does not govern is not among them.',
        )}
      </p>
      {held.length > 0 && (
        <div>
          <Button disabledReason={whyNot(wanted.length)} onClick={() => onTake(wanted)}>
            {isBegun
              ? say('Take {count} away, in place of what is chosen', { count: wanted.length })
              : say('Take {count, plural, one {# of these} other {# of these}} away', {
                  count: wanted.length,
                })}
          </Button>
        </div>
      )}
    </>
  );
}

function whyNot(count: number): string | undefined {
  if (count === 0) return say('Nothing is ticked.');
  return count > CHANGES_MAX
    ? say('One request takes away {most} at most.', { most: CHANGES_MAX })
    : undefined;
}
