/** As Jira writes times: 2026-01-31T08:15:30.000+0000. */
export const timestamp = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');
