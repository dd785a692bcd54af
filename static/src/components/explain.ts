import { createContext } from 'preact';
import { explainError } from '../words/call-error';

/** How a page explains that a call failed: what cannot happen on it is not among what it loads. */
export const Explain = createContext(explainError);
