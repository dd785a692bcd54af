import { type Instant, SECOND } from '#domain/lib/time';
import type { Clock } from '#ports/clock';

/** After that, somebody else may have changed the site. */
const KEPT = 30 * SECOND;

/**
 * Answers of the site, kept for a moment within one invocation: the blocks of a run ask about the same
 * people and groups one after the other.
 */
export class Recent {
  private readonly answers = new Map<string, { readonly at: Instant; readonly answer: unknown }>();

  constructor(private readonly clock: Clock) {}

  async get<T>(key: string, read: () => Promise<T>): Promise<T> {
    const kept = this.answers.get(key);
    if (kept !== undefined && this.clock.now() - kept.at < KEPT) return kept.answer as T;
    return this.read(key, read);
  }

  /** Always asks the site, and keeps the answer. */
  async read<T>(key: string, read: () => Promise<T>): Promise<T> {
    const at = this.clock.now();
    const answer = await read();
    this.answers.set(key, { at, answer });
    return answer;
  }
}
