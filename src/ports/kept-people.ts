import type { Instant } from '#domain/lib/time';
import type { KeptPerson, Standing } from '#domain/personal/kept-person';
import type { PersonalRound } from '#domain/personal/personal-data-round';
import type { Reporting } from '#domain/personal/reporting';

/** Of whom something is stored, and how far going round it and reporting it have come. */
export interface KeptPeople {
  /** By account id; those whose record can't be read are missing. */
  getMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, KeptPerson>>;
  /** Who is to be seen to by then, the longest due first; eventual. */
  due(state: Standing['state'], until: Instant, limit: number): Promise<readonly KeptPerson[]>;
  /** Who has come to wait last; undefined where nobody does. */
  lastDue(state: Standing['state']): Promise<Instant | undefined>;
  write(person: KeptPerson): Promise<'committed' | 'conflict'>;
  forget(person: KeptPerson): Promise<'committed' | 'conflict'>;
  round(): Promise<PersonalRound | undefined>;
  keepRound(round: PersonalRound): Promise<void>;
  reporting(): Promise<Reporting>;
  keepReporting(reporting: Reporting): Promise<void>;
}
