/** Who brought about what, and when, from happenings in the order of the log. */

import type { Dependency } from "../board";
import type { Instant } from "../calendar/time";
import type { DeviceId } from "../ids";
import type { Change, What } from "./change";
import type { ActField, Happening } from "./happenings";
import { distinct, type Names } from "./names";

type Key = `${string} ${ActField}`;

interface Acts {
  readonly authors: Set<DeviceId>;
  last: Instant | undefined;
}

export class Attribution {
  private readonly acts = new Map<string, Acts>();

  constructor(
    happenings: readonly Happening[],
    private readonly names: Names,
  ) {
    // Whoever wrote the change did what it did: who removes leaves no mark in the document.
    for (const { author, receivedAt, acts } of happenings) {
      for (const { subject, field } of acts) {
        const key = `${subject} ${field}`;
        const of = this.acts.get(key) ?? { authors: new Set(), last: undefined };
        of.authors.add(author);
        of.last = receivedAt;
        this.acts.set(key, of);
      }
    }
  }

  /** A change of some fields of one thing, signed by who made it. */
  signed(
    what: What,
    from: string | undefined,
    to: string | undefined,
    subject: string,
    ...fields: readonly ActField[]
  ): Change {
    return this.signedBy(
      what,
      from,
      to,
      fields.map((field): Key => `${subject} ${field}`),
    );
  }

  /** Likewise, of arrows that count now or count no longer: they, their kind, or their ends came or went. */
  signedArrows(what: What, from: string | undefined, to: string | undefined, arrows: readonly Dependency[]): Change {
    const keys = arrows.flatMap((arrow): Key[] => {
      const end = "card" in arrow.from ? arrow.from.card : arrow.from.group;
      return [`${arrow.id} life`, `${arrow.id} kind`, `${end} life`];
    });
    return this.signedBy(what, from, to, keys);
  }

  private signedBy(what: What, from: string | undefined, to: string | undefined, keys: readonly Key[]): Change {
    const found = keys.flatMap((key) => this.acts.get(key) ?? []);
    const by = distinct(found.flatMap(({ authors }) => [...authors].map((author) => this.names.ofDevice(author))));
    let at: Instant | undefined;
    for (const { last } of found) if (at === undefined || (last !== undefined && last > at)) at = last;
    return { what, from, to, by, at };
  }

  /** When a field was last written, or something was last added, deleted or restored; undefined where it was not, or the log does not have it yet. */
  at(subject: string, field: ActField): Instant | undefined {
    return this.acts.get(`${subject} ${field}`)?.last;
  }
}
