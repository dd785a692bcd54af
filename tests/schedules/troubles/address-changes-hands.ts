import { LEAD, NEW_PEOPLE } from '../cast';
import type { Trouble } from '../trouble';

const [ADDRESS] = NEW_PEOPLE;

/** An address that is to get an account becomes that of the lead, who approved it. */
export const addressChangesHands: Trouble = {
  isPlayed: true,
  shape: (asked) => ({
    ...asked,
    invite: [ADDRESS],
    groups: [],
    add: [...new Set([...asked.add, 'frontend'])],
    remove: [],
  }),
  begin() {},
  atCall({ platform, person }) {
    const { directory } = platform.atlassian;
    const { accountId, email } = person(LEAD);
    const created = directory.personWithEmail(ADDRESS);
    if (created !== undefined) directory.setEmail(created.accountId, `was.${ADDRESS}`);
    directory.setEmail(accountId, ADDRESS);
    return () => {
      directory.setEmail(accountId, email);
      if (created !== undefined) directory.setEmail(created.accountId, ADDRESS);
    };
  },
};
