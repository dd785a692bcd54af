import { createContext } from 'preact';
import { explainError } from '../words/call-error';

/** How a page explains that a call failed. A page bundles no explanation of what can't happen on it. */
export const Explain = createContext(explainError);
