import { type ExistingEntitlement, entitlementKey } from '#domain/action/entitlement';
import { type BundleHolder, differs } from '#domain/holding/bundle-difference';
import { type Bundle, type BundleChoice, choicesOf } from '#domain/policy/bundle';
import { nameEntitlement } from '#words/access-names';
import { listBare } from '#words/listing';
import { say } from '#words/say';
import { date } from '#words/time';
import { Button } from '../../components/button';
import { Detail } from '../../components/detail';
import { Disclosed } from '../../components/disclosed';
import { ErrorMessage } from '../../components/error-message';
import { PersonName } from '../../components/person-name';
import { Table } from '../../components/table';
import { ApplyBundle } from './apply-bundle';
import { type BundleHoldersRead, useBundleHolders } from './use-bundle-holders';

/** Of a bundle as it is saved, or of each of its levels: who has it by requests, and how that differs from what is in it now. */
export function BundleHolders({ bundle }: { readonly bundle: Bundle }) {
  return (
    <div class="stack">
      {choicesOf(bundle).map((choice) => (
        <ChoiceHolders
          key={`${choice.level?.id ?? ''} ${choice.contents.map(entitlementKey).join()}`}
          bundleId={bundle.id}
          choice={choice}
        />
      ))}
    </div>
  );
}

function ChoiceHolders({
  bundleId,
  choice,
}: {
  readonly bundleId: string;
  readonly choice: BundleChoice;
}) {
  const { shown, again, goOn } = useBundleHolders({ bundleId, levelId: choice.level?.id }, choice);
  const { holders, isAll, reading, error } = shown;
  return (
    <section class="stack-tight" aria-label={say('Who has {bundle}', { bundle: choice.name })}>
      {reading && (
        <p class="subtle" role="status">
          {say('Looking up who has {bundle}… {count} so far.', {
            bundle: choice.name,
            count: holders.length,
          })}
        </p>
      )}
      <ErrorMessage error={error} onRetry={goOn} />
      {isAll && <Found name={choice.name} shown={shown} />}
      {isAll && holders.some(differs) && (
        <Disclosed
          label={say(
            'Apply to {count, plural, one {the one who has it} other {the # who have it}}',
            {
              count: holders.filter(differs).length,
            },
          )}
        >
          {() => (
            <ApplyBundle
              of={{ bundleId, ...(choice.level === undefined ? {} : { levelId: choice.level.id }) }}
              choice={choice}
              holders={holders.filter(differs)}
            />
          )}
        </Disclosed>
      )}
      {!reading && isAll && (
        <div>
          <Button kind="subtle" onClick={again}>
            {say('Look again')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Found({ name, shown }: { readonly name: string; readonly shown: BundleHoldersRead }) {
  const { holders, unreadable, notPeople } = shown;
  const differing = holders.filter(differs);
  return (
    <>
      <p role="status">{inAll(name, holders.length, differing.length)}</p>
      {differing.length > 0 && (
        <ul>
          {counted(differing, ({ lacks }) => lacks).map(({ thing, count }) => (
            <li key={entitlementKey(thing)}>
              {say('{count, plural, one {# lacks} other {# lack}} {thing}', {
                count,
                thing: nameEntitlement(thing),
              })}
            </li>
          ))}
          {counted(differing, ({ beyond }) => beyond).map(({ thing, count }) => (
            <li key={entitlementKey(thing)}>
              {say('{count, plural, one {# has} other {# have}} {thing}, which it no longer has', {
                count,
                thing: nameEntitlement(thing),
              })}
            </li>
          ))}
        </ul>
      )}
      {counted(holders, ({ heldBesides }) => heldBesides).map(({ thing, count }) => (
        <p class="subtle" key={entitlementKey(thing)}>
          {say(
            '{thing} is no longer in it: {count, plural, one {# has it by another request as well, and keeps} other {# have it by another request as well, and keep}} it.',
            { count, thing: nameEntitlement(thing) },
          )}
        </p>
      ))}
      {notPeople > 0 && (
        <p class="subtle">
          {say(
            'It was asked for {count, plural, one {# group or new account} other {# groups or new accounts}} as well: they are not counted, and stay as they are.',
            { count: notPeople },
          )}
        </p>
      )}
      {unreadable > 0 && (
        <p class="subtle">
          {say(
            '{count, plural, one {# record} other {# records}} can’t be read: whether that is of somebody who has it is not known. See Needs a look.',
            { count: unreadable },
          )}
        </p>
      )}
      {differing.length > 0 && (
        <Disclosed label={say('Who they are')}>{() => <Who holders={differing} />}</Disclosed>
      )}
    </>
  );
}

/** More are in the request that is made of it. */
const SHOWN = 100;

function Who({ holders }: { readonly holders: readonly BundleHolder[] }) {
  return (
    <>
      <Table head={[say('Who'), say('Until'), say('Difference')]}>
        {holders.slice(0, SHOWN).map(({ person, endsAt, withWorkItem, lacks, beyond }) => (
          <tr key={person.accountId}>
            <td>
              <PersonName person={person} />
            </td>
            <td>
              {endsAt === undefined ? say('It stays') : date(endsAt)}
              {withWorkItem && <Detail>{say('or until its work item is done')}</Detail>}
            </td>
            <td>
              {lacks.length > 0 && (
                <div>{say('Lacks {names}', { names: listBare(lacks.map(nameEntitlement)) })}</div>
              )}
              {beyond.length > 0 && (
                <div>
                  {say('Has {names}, no longer in it', {
                    names: listBare(beyond.map(nameEntitlement)),
                  })}
                </div>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {holders.length > SHOWN && (
        <p class="subtle">
          {say('{count} more are not shown here.', { count: holders.length - SHOWN })}
        </p>
      )}
    </>
  );
}

function inAll(bundle: string, all: number, differing: number): string {
  if (all === 0) return say('Nobody has {bundle} by a request that is in force.', { bundle });
  if (differing === 0) {
    return say(
      '{count, plural, one {# person has} other {# people have}} {bundle}, and what they have by it is what is in it.',
      { count: all, bundle },
    );
  }
  return all === differing
    ? say('{count, plural, one {# person has} other {# people have}} {bundle} as it was:', {
        count: differing,
        bundle,
      })
    : say(
        '{all, plural, one {# person has} other {# people have}} {bundle}, {count} of them as it was:',
        { all, count: differing, bundle },
      );
}

interface Counted {
  readonly thing: ExistingEntitlement;
  readonly count: number;
}

/** How many it is about, what most are first. */
function counted(
  holders: readonly BundleHolder[],
  of: (holder: BundleHolder) => readonly ExistingEntitlement[],
): readonly Counted[] {
  const all = holders.flatMap(of);
  return [...Map.groupBy(all, entitlementKey).values()]
    .flatMap((same) => (same[0] === undefined ? [] : { thing: same[0], count: same.length }))
    .sort((one, other) => other.count - one.count);
}
