import { useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';
import { unchosenIn } from '../components/unchosen';
import { type Call, useCall } from '../components/use-call';
import { focusOn } from './focus-on';
import type { DraftStore } from './use-draft';

/** What is wrong with a field, in words for who fills it in. */
export type Problems<Draft> = { readonly [Field in keyof Draft]?: string | undefined };

/** What each field has to be, in the order of the form. */
export type Rules<Draft> = {
  readonly [Field in keyof Draft]?: (draft: Draft) => string | undefined;
};

export type Send<Draft, Value> = (draft: Draft) => Promise<Answer<Value>>;

/** What a form asks, and what becomes of it. */
export interface FormDescription<Draft, Value> {
  /** With a hyphen and a field's name, the id of its control. */
  readonly name: string;
  readonly draft: DraftStore<Draft>;
  readonly rules: Rules<Draft>;
  /** Undefined: it can't be sent now, whatever stands in it. */
  readonly send: Send<Draft, Value> | undefined;
  /** At which fields the fault sits, as far as the answer tells. */
  readonly faults?: (error: CallError) => Problems<Draft>;
  /** The id of the control of a field that has several, for what is wrong with it as it stands, or by the answer. */
  readonly controlOf?: (
    field: keyof Draft,
    draft: Draft,
    error: CallError | undefined,
  ) => string | undefined;
  readonly onDone: (value: Value) => void;
  readonly onFailed?: (error: CallError) => void;
}

export interface Form<Draft> extends Pick<Call<never, unknown>, 'running' | 'error' | 'clear'> {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** The first rule that is broken. */
  readonly problem: string | undefined;
  /** What is said at a field: not before something was entered there, or all was to be sent. */
  readonly problemAt: (field: keyof Draft) => string | undefined;
  /** Nothing is sent twice, and nothing while a rule is broken, or something in the form was typed and not chosen. */
  readonly submit: (form?: HTMLFormElement) => void;
  readonly idOf: (field: keyof Draft) => string;
}

export function useForm<Draft extends object, Value>({
  name,
  draft,
  rules,
  send,
  faults,
  controlOf,
  onDone,
  onFailed,
}: FormDescription<Draft, Value>): Form<Draft> {
  const [said, setSaid] = useState<Problems<Draft>>({});
  const fields = Object.keys(rules) as (keyof Draft)[];
  const judged = (field: keyof Draft) => rules[field]?.(draft.latest());
  const idOf = (field: keyof Draft) => `${name}-${String(field)}`;
  /** The first field at fault gets the focus. */
  const show = (problems: Problems<Draft>, error?: CallError) => {
    setSaid(problems);
    const at = fields.find((field) => problems[field] !== undefined);
    if (at !== undefined) {
      const id = controlOf?.(at, draft.latest(), error) ?? idOf(at);
      focusOn(document.getElementById(id));
    }
  };
  const call = useCall(
    async (sendIt: Send<Draft, Value>) => {
      const answer = await sendIt(draft.latest());
      if (!answer.ok) {
        show(faults?.(answer.error) ?? {}, answer.error);
        onFailed?.(answer.error);
      }
      return answer;
    },
    (value) => {
      draft.drop();
      onDone(value);
    },
  );
  return {
    running: call.running,
    error: call.error,
    clear: call.clear,
    draft: draft.value,
    change: (part) => {
      draft.change(part);
      const changed = Object.keys(part).map((field) => [field, undefined] as const);
      setSaid((before) => ({ ...before, ...Object.fromEntries(changed) }));
    },
    problem: fields.map(judged).find((problem) => problem !== undefined),
    problemAt: (field) => said[field] ?? (draft.touched.has(field) ? judged(field) : undefined),
    submit: (form) => {
      const problems = Object.fromEntries(fields.map((one) => [one, judged(one)]));
      show(problems as Problems<Draft>);
      const unchosen = form && unchosenIn(form);
      if (unchosen !== undefined) return focusOn(unchosen);
      const isWhole = Object.values(problems).every((problem) => problem === undefined);
      if (isWhole && send !== undefined) void call.run(send);
    },
    idOf,
  };
}
