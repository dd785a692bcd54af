import type { KeptPerson } from '#domain/personal/kept-person';
import type { PersonalRound } from '#domain/personal/personal-data-round';
import type { Clock } from '#ports/clock';
import type { Commit } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { KeptPeople } from '#ports/kept-people';
import { APP, makeRecord } from '../audit/make-record';
import { pendingOf } from './changes-of-round';

export interface EndRoundPorts {
  readonly keptPeople: KeptPeople;
  readonly commit: Commit;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * Who was to be erased, and was not found anywhere in a whole round, is; who was renamed wherever they were found
 * is known again. Of whom something had to stay goes behind those who wait: however many they are, they keep nobody from
 * a round.
 */
export async function endRound(ports: EndRoundPorts, round: PersonalRound): Promise<void> {
  const pending = await pendingOf(ports, round);
  let erased = 0;
  for (const person of pending) {
    if (await isErased(ports, person, round)) erased += 1;
  }
  if (erased === 0) return;
  const reporting = await ports.keptPeople.reporting();
  await ports.keptPeople.keepReporting({ ...reporting, erased: reporting.erased + erased });
}

async function isErased(
  ports: EndRoundPorts,
  person: KeptPerson,
  { number, beganAt }: PersonalRound,
): Promise<boolean> {
  const { standing } = person;
  const at = ports.clock.now();
  switch (standing.state) {
    case 'known':
      return false;
    case 'updated': {
      if (standing.leftIn === number)
        return waitsOn(ports, { ...person, standing: { ...standing, triedAt: beganAt } });
      const { cycle } = await ports.keptPeople.reporting();
      await ports.keptPeople.write({
        ...person,
        revision: person.revision + 1,
        dataFrom: beganAt,
        isRefreshed: true,
        standing: { state: 'known', reportAt: standing.since + cycle, tries: 0 },
      });
      return false;
    }
    case 'closed': {
      if (person.foundIn === number)
        return waitsOn(ports, { ...person, standing: { ...standing, triedAt: beganAt } });
      const written = await ports.commit({
        forgotten: person,
        audit: [
          makeRecord(ports.ids, at, APP, {}, [
            { kind: 'person.erased', former: standing.former.accountId },
          ]),
        ],
      });
      return written === 'committed';
    }
  }
}

async function waitsOn({ keptPeople }: EndRoundPorts, person: KeptPerson): Promise<false> {
  await keptPeople.write({ ...person, revision: person.revision + 1 });
  return false;
}
