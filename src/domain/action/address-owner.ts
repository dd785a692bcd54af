/**
 * Whose an address is, as far as Atlassian tells. A site finds people by an address that their profile
 * hides, and does not say that it is theirs: what they are called may begin like it.
 */
export type AddressOwner<Someone> =
  /** The site shows it of them, or their organization says so. */
  | { readonly owner: 'known'; readonly person: Someone }
  /** Nobody else is found by it, and their own address is hidden. */
  | { readonly owner: 'perhaps'; readonly person: Someone }
  /** Several are found by it, or the answer was cut off: it may be theirs, or that of somebody left out. */
  | {
      readonly owner: 'notKnown';
      readonly why: 'several' | 'cutOff';
      readonly people: readonly Someone[];
    }
  | { readonly owner: 'nobody' };

/** What a search for one whole address answers. */
export interface FoundAt<Someone> {
  /** Whom the site shows with this very address. */
  readonly shown: Someone | undefined;
  /** Those whose own address it hides. */
  readonly hidden: readonly Someone[];
  /** It may have left somebody out. */
  readonly cutOff: boolean;
}

export function ownerOf<Someone>({
  shown,
  hidden,
  cutOff,
}: FoundAt<Someone>): AddressOwner<Someone> {
  if (shown !== undefined) return { owner: 'known', person: shown };
  if (cutOff) return { owner: 'notKnown', why: 'cutOff', people: hidden };
  const [first, ...others] = hidden;
  if (first === undefined) return { owner: 'nobody' };
  return others.length === 0
    ? { owner: 'perhaps', person: first }
    : { owner: 'notKnown', why: 'several', people: hidden };
}

/** The one whom an address means, for certain or as far as can be seen. */
export function meantBy<Someone>(owner: AddressOwner<Someone> | undefined): Someone | undefined {
  return owner?.owner === 'known' || owner?.owner === 'perhaps' ? owner.person : undefined;
}

/** Whether it may be somebody's of whom the site shows no address. */
export function mayBeOf<Someone>(owner: AddressOwner<Someone>, someone: Someone): boolean {
  switch (owner.owner) {
    case 'known':
    case 'perhaps':
      return owner.person === someone;
    case 'notKnown':
      return owner.why === 'cutOff' || owner.people.includes(someone);
    case 'nobody':
      return false;
  }
}

/** The same of something else that is known of everybody, their account ids say. */
export function mapOwner<Someone, Other>(
  owner: AddressOwner<Someone>,
  of: (someone: Someone) => Other,
): AddressOwner<Other> {
  switch (owner.owner) {
    case 'known':
    case 'perhaps':
      return { owner: owner.owner, person: of(owner.person) };
    case 'notKnown':
      return { owner: 'notKnown', why: owner.why, people: owner.people.map(of) };
    case 'nobody':
      return owner;
  }
}
