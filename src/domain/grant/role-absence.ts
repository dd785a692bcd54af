/**
 * Why a role is not there, as far as the site says. Only what is proved to be gone for good takes with it what
 * was held of it: everything else may come back, and who held it then holds it again.
 *
 * | not there | may come back | what was held of it |
 * |---|---|---|
 * | a group | no: there is no bin for groups | is gone |
 * | a role that is not on the list of its project's roles, which has others | no: its actors went with it | is gone |
 * | a role that is there on that list, or of which that list tells nothing | not known | stays due: `projectHidden` |
 * | a project, in the recycle bin | yes, with all its actors | stays due: `projectInBin` |
 * | a project, shown neither there nor in the bin, to a Jira administrator | no | is gone |
 * | the same, to anybody else | not known | stays due: `projectHidden` |
 * | a person who is deactivated | yes, with all they held | is taken from them: members and actors are listed with the inactive |
 * | a person whom the site does not know | no | is gone, where no list shows them |
 */
export type RoleAbsence = 'gone' | 'inRecycleBin' | 'notKnown';
