/** Long work on behalf of a person, who sees how far it is and may stop it. */

/** A person has stopped it: nothing of it was done. */
export class Cancelled extends Error {
  constructor() {
    super("It was stopped; nothing was changed.");
  }
}

export interface Work {
  /** So much of all is done. Others take their turns before it goes on. @throws Cancelled where a person has stopped it meanwhile */
  at(done: number, all: number): Promise<void>;
}

/** Nobody waits and nobody stops it. */
export const UNWATCHED: Work = { at: async () => undefined };

/** Carries out what is done part by part. */
export async function carryThrough<P, R>(
  parts: Generator<P, R>,
  told: (part: P, done: number) => Promise<void>,
): Promise<R> {
  for (let done = 1; ; done++) {
    const next = parts.next();
    if (next.done === true) return next.value;
    await told(next.value, done);
  }
}
