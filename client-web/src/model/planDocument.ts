/** A document of the plan: intents in, a view out that follows every change. */
import type { ChangeOutcome, Incoming, LocalChange, Replica } from "./automerge/replica";
import type { TouchedKey } from "./automerge/touched";
import type { ChangeHash, ObjectId } from "./automerge/value";
import type { Warning } from "./intents";
import type { Json } from "./json";
import type { DocumentKind } from "./schema";
import { type Scribe, Session } from "./scribe";
import { type Changed, type Projection, View } from "./view";

/** What came of an edit: its changes, in order, are to be stored and sent. */
export interface Edited {
  readonly changes: readonly LocalChange[];
  readonly warnings: readonly Warning[];
  readonly changed: Changed;
}

export interface Received {
  readonly outcomes: readonly ChangeOutcome[];
  readonly changed: Changed;
}

export abstract class PlanDocument<I extends { readonly intent: string }> {
  private readonly view: View;

  protected constructor(
    readonly replica: Replica,
    kind: DocumentKind,
    projection: Projection,
  ) {
    this.view = new View(replica, kind, projection);
  }

  protected abstract scribe(): Scribe<I>;

  /** Carries out a list of intents. @throws IntentRefused where one cannot be; nothing of it has happened */
  apply(intents: readonly I[]): Edited {
    const session = new Session(this.replica, () => this.scribe(), intents);
    session.carryOut();
    const keys: TouchedKey[] = [];
    const texts = new Set<ObjectId>();
    for (const { touched } of session.changes) {
      keys.push(...touched.keys);
      for (const text of touched.texts) texts.add(text);
    }
    return { changes: session.changes, warnings: session.warnings, changed: this.view.follow({ keys, texts }) };
  }

  /** What a list of intents would warn of. @throws IntentRefused */
  check(intents: readonly I[]): readonly Warning[] {
    return new Session(this.replica, () => this.scribe(), intents).rehearse();
  }

  /** Changes of others, or of this home's own log. */
  receive(changes: readonly Incoming[]): Received {
    const { outcomes, touched } = this.replica.apply(changes);
    return { outcomes, changed: this.view.follow(touched) };
  }

  /** What stands at the root and is not known. */
  unknown(): Readonly<Record<string, Json>> {
    return this.view.unknown();
  }

  heads(): ChangeHash[] {
    return this.replica.heads();
  }

  close(): void {
    this.replica.close();
  }
}
