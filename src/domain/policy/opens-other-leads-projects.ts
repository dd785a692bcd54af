/**
 * Whether a group opens projects that others answer for. A request is decided by the lead of the project
 * that it is made in, whichever that is: where any other project has another lead, that lead could give
 * away the projects of this one. `leads`: of the projects it opens, and of all there are; a project
 * without a lead is nobody's to give.
 */
export function opensOtherLeadsProjects(
  opened: readonly (string | undefined)[],
  leads: readonly (string | undefined)[],
): boolean {
  return opened.some((lead) => lead === undefined || leads.some((other) => other !== lead));
}
