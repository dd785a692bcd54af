import { Filter, FilterConditions, kvs, Sort } from '@forge/kvs';
import { z } from 'zod';
import type { KeptPerson } from '#domain/personal/kept-person';
import { type PersonalRound, ROUND_KINDS } from '#domain/personal/personal-data-round';
import { NOT_REPORTED, type Reporting } from '#domain/personal/reporting';
import type { KeptPeople } from '#ports/kept-people';
import { callConditionally, callStorage } from './call-storage';
import { PERSON_FORMAT } from './formats';
import { ENTITY, personalRoundKey, personKey, reportingKey } from './keys';
import { callOnNew } from './new-records';
import { queryKeys, queryRows } from './query-rows';
import { readRows } from './read-rows';
import { NEVER, personRow } from './rows';
import { exactly } from './schemas/exactly';

const INDEX = 'by-status-due';

const roundSchema = z.object({
  number: z.int(),
  beganAt: z.int(),
  isOver: z.boolean(),
  kind: z.enum(ROUND_KINDS),
  cursor: z.string().exactOptional(),
});
exactly<PersonalRound>()(roundSchema);

const reportingSchema = z.object({
  cycle: z.int(),
  last: z.object({ at: z.int(), accounts: z.int() }).exactOptional(),
  failing: z
    .object({
      since: z.int(),
      tries: z.int(),
      nextTryAt: z.int(),
      problem: z.enum(['refused', 'unavailable']),
    })
    .exactOptional(),
  erased: z.int(),
});
exactly<Reporting>()(reportingSchema);

export const keptPeople: KeptPeople = {
  getMany: readPeople,

  async due(state, until, limit) {
    const keys = await queryKeys(ENTITY.person, INDEX, [state], until, limit);
    const { found } = await readRows(ENTITY.person, keys, PERSON_FORMAT);
    // Strictly read: who has been seen to meanwhile is not due any more.
    return keys.flatMap((key) => {
      const person = found.get(key);
      return person?.standing.state === state ? [person] : [];
    });
  },

  async lastDue(state) {
    const [last] = await queryRows(ENTITY.person, INDEX, [state], NEVER, 1, Sort.DESC);
    return typeof last?.value.dueAt === 'number' ? last.value.dueAt : undefined;
  },

  write(person) {
    const key = personKey(person.accountId);
    const made = { entity: ENTITY.person, key, without: 'revision' };
    const isNew = person.revision === 1;
    const row: Record<string, unknown> = { ...personRow(person) };
    return callOnNew(isNew ? [made] : [], (without) =>
      kvs
        .transact()
        .set(key, row, {
          entityName: ENTITY.person,
          conditions: isNew ? without(made.without) : at(person.revision - 1),
        })
        .execute(),
    );
  },

  forget: (person) =>
    callConditionally(() =>
      kvs
        .transact()
        .delete(personKey(person.accountId), {
          entityName: ENTITY.person,
          conditions: at(person.revision),
        })
        .execute(),
    ),

  async round() {
    const stored = await callStorage(() => kvs.get<unknown>(personalRoundKey()));
    // What can't be read is forgotten: a round begins anew.
    const round = roundSchema.safeParse(stored);
    return round.success ? round.data : undefined;
  },
  keepRound: (round) => callStorage(() => kvs.set(personalRoundKey(), round)),

  async reporting() {
    const stored = await callStorage(() => kvs.get<unknown>(reportingKey()));
    const reporting = reportingSchema.safeParse(stored);
    return reporting.success ? reporting.data : NOT_REPORTED;
  },
  keepReporting: (reporting) => callStorage(() => kvs.set(reportingKey(), reporting)),
};

const at = (revision: number) =>
  new Filter<Record<string, unknown>>().and('revision', FilterConditions.equalTo(revision));

async function readPeople(accountIds: readonly string[]): Promise<ReadonlyMap<string, KeptPerson>> {
  const keys = accountIds.map(personKey);
  const { found } = await readRows(ENTITY.person, keys, PERSON_FORMAT);
  return new Map([...found.values()].map((person) => [person.accountId, person]));
}
