import { useRef, useState } from 'preact/hooks';
import type { Answer, CallError } from '#contract/answer';

/** Something that a reader sets going, and how far it is. */
export interface Call<Input extends readonly unknown[], Value> {
  readonly running: boolean;
  /** With what it was last set going. */
  readonly input: Input | undefined;
  readonly error: CallError | undefined;
  /** Undefined: it was running already, and nothing was sent twice. */
  readonly run: (...input: Input) => Promise<Answer<Value> | undefined>;
  readonly clear: () => void;
}

interface State<Input> {
  readonly running: boolean;
  readonly input?: Input;
  readonly error?: CallError;
}

/** `onDone` is told even where the part of the screen that asked is gone by then. */
export function useCall<Input extends readonly unknown[], Value>(
  send: (...input: Input) => Promise<Answer<Value>>,
  onDone?: (value: Value, ...input: Input) => void,
): Call<Input, Value> {
  const [state, setState] = useState<State<Input>>({ running: false });
  const isRunning = useRef(false);
  const run = async (...input: Input) => {
    if (isRunning.current) return undefined;
    isRunning.current = true;
    setState({ running: true, input });
    const answer = await send(...input);
    isRunning.current = false;
    setState({ running: false, input, ...(answer.ok ? {} : { error: answer.error }) });
    if (answer.ok) onDone?.(answer.value, ...input);
    return answer;
  };
  return {
    running: state.running,
    input: state.input,
    error: state.error,
    run,
    clear: () => setState(({ running, input }) => ({ running, ...(input && { input }) })),
  };
}
