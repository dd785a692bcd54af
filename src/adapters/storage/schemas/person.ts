import { z } from 'zod';
import type { Person } from '#domain/action/person';
import { exactly } from './exactly';
import { record } from './record';

export const personFields = {
  accountId: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().exactOptional(),
  email: z.string().exactOptional(),
};

export const personSchema = record<Person>()(personFields);
exactly<Person>()(personSchema);
