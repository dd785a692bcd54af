import { useState } from 'preact/hooks';
import type { AskedLatelyView, PolicyView } from '#contract/views';
import {
  ASKED_DAYS,
  type AskedCount,
  type AskedThing,
  askedKey,
} from '#domain/figures/asked-lately';
import { choicesOf } from '#domain/policy/bundle';
import { nameEntitlement } from '#words/access-names';
import { say } from '#words/say';
import { dateAndTime } from '#words/time';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { EntitlementName } from '../../components/entitlement-name';
import { ErrorMessage } from '../../components/error-message';
import { Icon } from '../../components/icon';
import { Section } from '../../components/section';
import { SelectField } from '../../components/select-field';
import { Table } from '../../components/table';
import { useLoad } from '../../components/use-load';

type Order = 'most' | 'least' | 'name';

/** How often what the policy lists was asked for, counted as an admin asks for it. */
export function AskedLately({ policy }: { readonly policy: PolicyView }) {
  const [times, setTimes] = useState(0);
  const load = useLoad(
    times > 0 ? () => callAdmin('admin.askedLately', {}) : undefined,
    `${times}`,
  );
  return (
    <Section
      id="asked-lately-title"
      title={say('Asked for in {count} days', { count: ASKED_DAYS })}
      kind="policy"
    >
      <p class="subtle">
        {say(
          'By how many requests each bundle, listed group and role was asked for, whatever became of them. What an approver left out is not counted; a lower level that was given is counted in place of the one that was asked for.',
        )}
      </p>
      <div class="row">
        <Button
          busy={load.loading ? say('Counting…') : undefined}
          onClick={() => setTimes(times + 1)}
        >
          {times === 0 ? say('Count the requests') : say('Count again')}
        </Button>
      </div>
      <ErrorMessage error={load.error} onRetry={load.reload} />
      {load.value !== undefined && <Counted policy={policy} found={load.value} />}
    </Section>
  );
}

function Counted({
  policy,
  found,
}: {
  readonly policy: PolicyView;
  readonly found: AskedLatelyView;
}) {
  const [order, setOrder] = useState<Order>('most');
  const { requests, onlySince, unreadable } = found;
  const rows = [...rowsOf(policy, found.counts)].sort(ORDERS[order]);
  return (
    <div class="stack-tight">
      <p role="status">
        {say('{count, plural, one {# request} other {# requests}} counted.', { count: requests })}
        {onlySince !== undefined && (
          <>
            {' '}
            {say(
              'There were more: only those since {when} are counted, so each may be asked for more often.',
              {
                when: dateAndTime(onlySince),
              },
            )}
          </>
        )}
        {unreadable > 0 && (
          <>
            {' '}
            {say(
              '{count, plural, one {# request} other {# requests}} could not be read: what was asked for there is not known.',
              { count: unreadable },
            )}
          </>
        )}
      </p>
      <SelectField<Order>
        label={say('In which order')}
        value={order}
        options={[
          { value: 'most', label: say('Asked for most first') },
          { value: 'least', label: say('Asked for least first') },
          { value: 'name', label: say('By name') },
        ]}
        onChange={setOrder}
      />
      {rows.some(({ isThere }) => isThere === undefined) && (
        <p class="subtle">
          {say(
            'The policy does not list roles one by one, so nothing stands under “In the policy” for them.',
          )}
        </p>
      )}
      <Table
        label={say('Asked for in {count} days', { count: ASKED_DAYS })}
        head={[say('What'), say('Requests'), say('In the policy')]}
      >
        {rows.map(({ of, requests: count, isThere }) => (
          <tr key={askedKey(of)}>
            <td>
              <Thing of={of} />
            </td>
            <td class="group-number">
              <span class="narrow-only small">{say('Requests')} </span>
              {onlySince === undefined && unreadable === 0
                ? count
                : say('at least {count}', { count })}
            </td>
            <td>
              {isThere !== undefined && (
                <>
                  <span class="narrow-only small">{say('In the policy')} </span>
                  {isThere ? say('Yes') : say('Not any more')}
                </>
              )}
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );
}

function Thing({ of }: { readonly of: AskedThing }) {
  return of.kind === 'access' ? (
    <EntitlementName entitlement={of.entitlement} />
  ) : (
    <span class="row row-whole">
      <Icon name="group" />
      <span>
        <bdi>{of.name}</bdi> <span class="small">{say('bundle')}</span>
      </span>
    </span>
  );
}

interface Row extends AskedCount {
  /** Undefined of a role: the policy lists none. */
  readonly isThere: boolean | undefined;
}

const nameOf = ({ of }: AskedCount): string =>
  of.kind === 'access' ? nameEntitlement(of.entitlement) : of.name;
const byName = (one: Row, other: Row) => nameOf(one).localeCompare(nameOf(other));

const ORDERS: Readonly<Record<Order, (one: Row, other: Row) => number>> = {
  most: (one, other) => other.requests - one.requests || byName(one, other),
  least: (one, other) => one.requests - other.requests || byName(one, other),
  name: byName,
};

/** All that the policy in force has, also what nobody asked for; and what was asked for while it had it. */
function rowsOf(policy: PolicyView, counts: readonly AskedCount[]): readonly Row[] {
  const there: readonly AskedThing[] = [
    ...policy.bundles.flatMap((bundle) =>
      choicesOf(bundle).map(
        ({ level, name }): AskedThing => ({
          kind: 'bundle',
          bundleId: bundle.id,
          levelId: level?.id,
          name,
        }),
      ),
    ),
    ...policy.requestableGroups.map(
      ({ groupId, name }): AskedThing => ({
        kind: 'access',
        entitlement: { kind: 'group', groupId, name },
      }),
    ),
  ];
  const counted = new Map(counts.map((one) => [askedKey(one.of), one]));
  const listed = new Set(there.map(askedKey));
  return [
    ...there.map((of) => ({
      of,
      requests: counted.get(askedKey(of))?.requests ?? 0,
      isThere: true,
    })),
    ...counts
      .filter(({ of }) => !listed.has(askedKey(of)))
      .map((one) => ({
        ...one,
        isThere: one.of.kind === 'access' && one.of.entitlement.kind === 'role' ? undefined : false,
      })),
  ];
}
