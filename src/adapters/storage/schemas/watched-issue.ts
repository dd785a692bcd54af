import { z } from 'zod';
import type { WatchedIssue, WatchedRequest } from '#domain/watched-issue/watched-issue';
import { exactly } from './exactly';
import { list, record } from './record';

export const watchedIssueSchema = record<WatchedIssue>()({
  issueId: z.string(),
  revision: z.int(),
  requests: list(
    record<WatchedRequest>()({
      requestId: z.string(),
      until: z.int(),
      over: z.enum(['done', 'deleted']).exactOptional(),
      isEnded: z.literal(true).exactOptional(),
    }),
  ),
  nextLookAt: z.int(),
  looks: z.int(),
});
exactly<WatchedIssue>()(watchedIssueSchema);
