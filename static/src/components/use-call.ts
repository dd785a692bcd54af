import { useRef, useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';

/** Something that a reader sets going, and how far it is. */
export interface Call<Input extends readonly unknown[], Value> {
  readonly running: boolean;
  /** With what it was last set going. */
  readonly input: Input | undefined;
  readonly error: CallError | undefined;
  /** What came of it the last time. */
  readonly value: Value | undefined;
  /** Undefined: it was running already, and nothing was sent twice. */
  readonly run: (...input: Input) => Promise<Answer<Value> | undefined>;
  readonly clear: () => void;
}

interface State<Input, Value> {
  readonly running: boolean;
  readonly input?: Input;
  readonly error?: CallError;
  readonly value?: Value;
}

/** `onDone` is told even where the part of the screen that asked is gone by then. */
export function useCall<Input extends readonly unknown[], Value>(
  send: (...input: Input) => Promise<Answer<Value>>,
  onDone?: (value: Value, ...input: Input) => unknown,
): Call<Input, Value> {
  const [state, setState] = useState<State<Input, Value>>({ running: false });
  const isRunning = useRef(false);
  const run = async (...input: Input) => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setState({ running: true, input });
    const answer = await send(...input);
    isRunning.current = false;
    const outcome = answer.ok ? { value: answer.value } : { error: answer.error };
    setState({ running: false, input, ...outcome });
    if (answer.ok) onDone?.(answer.value, ...input);
    return answer;
  };
  return {
    running: state.running,
    input: state.input,
    error: state.error,
    value: state.value,
    run,
    clear: () => setState(({ running, input }) => ({ running, ...(input && { input }) })),
  };
}
