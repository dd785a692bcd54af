import Resolver from '@forge/resolver';
import type { z } from 'zod';
import type { ReadBudget } from '#adapters/atlassian/client/site-client';
import type { InputFault, Reply, ReplyError } from '#contract/reply';
import { type Result, refuse } from '#domain/lib/result';
import { SECOND } from '#domain/lib/time';
import { type Caller, readCaller, type VerifiedContext } from './caller';
import { compose, type Ports } from './compose';
import { errorOf } from './error-of';
import type { Authorize } from './rights';

/**
 * doc: Forge invocation limits: a resolver, which has 25 seconds, may make 100 calls to the outside.
 * Some are left for what is not a read of the site.
 */
const READS: ReadBudget = { atMost: 90, within: 12 * SECOND };

/** What a handler works with, once the payload is parsed and the caller authorized. */
export interface ResolverCall<Input, Granted> {
  readonly ports: Ports;
  readonly caller: Caller;
  readonly input: Input;
  readonly granted: Granted;
}

/** One key of a surface: what it takes, who may call it, what it does. */
export interface Definition<Input, Output> {
  /** What it takes, and who may call it: for whoever goes through all keys. */
  readonly schema: z.ZodType;
  readonly who: AnyRight;
  answer(context: VerifiedContext, payload: unknown): Promise<Reply<Output>>;
  /** Never called: it holds the key against the surface's type. */
  takes?(input: Input): void;
}

/** A right, whatever it reads of the payload. */
// biome-ignore lint/suspicious/noExplicitAny: only to be told apart, never to be called
export type AnyRight = Authorize<any, unknown>;

/** Every key of an Api, no more and no less. */
export type DefinitionsOf<Api> = {
  readonly [Key in keyof Api]: Api[Key] extends (input: infer Input) => Promise<Reply<infer Output>>
    ? Definition<Input, Output>
    : never;
};

export function define<Schema extends z.ZodType, Granted, Output>(
  schema: Schema,
  who: Authorize<z.output<Schema>, Granted>,
  run: (call: ResolverCall<z.output<Schema>, Granted>) => Promise<Result<Output, ReplyError>>,
): Definition<z.input<Schema>, Output> {
  return {
    schema,
    who,
    async answer(context, payload) {
      const ports = compose({ reads: READS });
      try {
        const caller = readCaller(context);
        if (caller === undefined) return refuse({ code: 'notSignedIn' });
        const parsed = schema.safeParse(payload);
        if (!parsed.success) return refuse({ code: 'badInput', fields: fieldsOf(parsed.error) });
        const granted = await who(ports, caller, parsed.data);
        if (!granted.ok) return granted;
        return await run({ ports, caller, input: parsed.data, granted: granted.value });
      } catch (error) {
        return refuse(errorOf(ports, error));
      }
    },
  };
}

function fieldsOf(error: z.ZodError): Record<string, InputFault> {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join('.'), faultOf(issue)]));
}

const faultOf = (issue: z.core.$ZodIssue): InputFault =>
  issue.code === 'too_big' && issue.origin === 'string' ? 'tooLong' : 'unusable';

/** The package types a payload as any; it is whatever the page sent. */
interface Invocation {
  readonly payload: unknown;
  readonly context: VerifiedContext;
}

/** The function that the manifest names for a surface, with what it answers. */
export function resolverOf(definitions: Readonly<Record<string, Definition<never, unknown>>>) {
  const resolver = new Resolver();
  for (const [key, definition] of Object.entries(definitions)) {
    resolver.define(key, ({ payload, context }: Invocation) => definition.answer(context, payload));
  }
  const run = resolver.getDefinitions();
  type Run = typeof run;
  const answer = (request: Parameters<Run>[0], backend: Parameters<Run>[1]): ReturnType<Run> => {
    const { functionKey } = request.call;
    // The package looks a key up with `in`, which finds what every object has: `constructor`, say.
    if (!Object.hasOwn(definitions, functionKey)) {
      return Promise.reject(new Error(`Resolver has no definition for '${functionKey}'.`));
    }
    return run(request, backend);
  };
  return Object.assign(answer, { definitions });
}
