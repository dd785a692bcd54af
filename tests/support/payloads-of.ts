import { z } from 'zod';

/** Ids of what is there, by the name of the field that takes one. */
export type Known = Readonly<Record<string, unknown>>;

/**
 * A payload that a schema takes, made of the schema itself. A string gets the known value of its field's
 * name, or `x`.
 */
export function samplePayload(schema: z.ZodType, known: Known): unknown {
  return sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), known, '');
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function sampleOf(schema: JsonSchema, known: Known, field: string): unknown {
  if (field in known && schema.type !== 'object') return known[field];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
  if (first !== undefined) return sampleOf(first as JsonSchema, known, field);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [
          name,
          sampleOf((schema.properties?.[name] ?? {}) as JsonSchema, known, name),
        ]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        sampleOf((schema.items ?? {}) as JsonSchema, known, field),
      );
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'x';
  }
}

/** The same payload, each of its fields in turn left out or turned into what it must not be. */
export function tamperedPayloads(payload: unknown): unknown[] {
  const wrong: unknown[] = [null, 7, [], { $ne: 1 }, '../../rest/api/3/user', 'x'.repeat(10_000)];
  if (typeof payload !== 'object' || payload === null) return wrong;
  const fields = Object.keys(payload);
  return [
    ...wrong,
    ...fields.flatMap((field) => [
      Object.fromEntries(Object.entries(payload).filter(([name]) => name !== field)),
      ...wrong.map((value) => ({ ...payload, [field]: value })),
    ]),
    JSON.parse(`{"__proto__": ${JSON.stringify(payload)}, "isAdmin": true}`),
  ];
}

/** The same payload with what somebody would add to pass for another. */
export function claimingPayloads(payload: unknown, accountId: string): unknown[] {
  if (typeof payload !== 'object' || payload === null) return [];
  const claim = { accountId, principal: { accountId }, context: { accountId }, by: { accountId } };
  return [
    { ...claim, ...payload },
    { ...payload, requester: { accountId }, caller: claim, isAdmin: true },
  ];
}
