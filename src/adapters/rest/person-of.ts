import type { DirectoryPerson } from '#ports/directory';
import type { User } from './schemas';

export function personOf(user: User): DirectoryPerson {
  const { accountId, displayName = 'Former user', active = true, accountType } = user;
  const avatarUrl = user.avatarUrls?.['48x48'];
  return {
    accountId,
    displayName,
    active,
    accountType:
      accountType === 'atlassian' || accountType === 'app' || accountType === 'customer'
        ? accountType
        : 'unknown',
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
    // An address that the profile hides comes as an empty one.
    ...(user.emailAddress ? { email: user.emailAddress } : {}),
  };
}
