/** What may be an address, where it stands. */
export interface AddressPlace {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Not in angles or brackets. */
  readonly isBare: boolean;
}

/** Without blanks and brackets around an `@`: no address has these, and no sign of a sentence is its end. */
const ADDRESS = /[^\s<>()[\]"“”„‚,;|\u00a0]*@[^\s<>()[\]"“”„‚,;|\u00a0]*/gu;

export function addressesIn(text: string): readonly AddressPlace[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => {
    const before = /^(?:mailto:|['‘]+)*/i.exec(found)?.[0].length ?? 0;
    const behind = /[.:!?'’]*$/.exec(found.slice(before))?.[0].length ?? 0;
    const from = index + before;
    const to = index + found.length - behind;
    return {
      text: text.slice(from, to),
      from,
      to,
      isBare: !/[<([]\s*(?:mailto:)?$/i.test(text.slice(0, from)),
    };
  });
}
