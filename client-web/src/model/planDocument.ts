/** A document of the plan: intents in, a view out that follows every change. */

import { deviceOfActor } from "../protocol/ids";
import type { Editor } from "./automerge/editor";
import type { ChangeOutcome, Incoming, LocalChange, Replica } from "./automerge/replica";
import type { Touched, TouchedKey } from "./automerge/touched";
import { type ChangeHash, int, type ObjectId, writable } from "./automerge/value";
import type { Subject } from "./ids";
import type { Warning } from "./intents";
import type { Json } from "./json";
import { type DocumentKind, findThing, LIFE, nextLife, readLife, storedText } from "./schema";
import { type Scribe, Session } from "./scribe";
import type { Candidate, Field } from "./values";
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
  readonly touched: Touched;
}

export abstract class PlanDocument<I extends { readonly intent: string }> {
  private readonly view: View;

  protected constructor(
    readonly replica: Replica,
    readonly kind: DocumentKind,
    projection: Projection,
  ) {
    this.view = new View(replica, kind, projection);
  }

  protected abstract scribe(): Scribe<I>;

  /** Carries out a list of intents. @throws IntentRefused where one cannot be; nothing of it has happened */
  apply(intents: readonly I[]): Edited {
    const session = new Session(this.replica, () => this.scribe(), intents);
    session.carryOut();
    return this.edited(session.changes, session.warnings);
  }

  /** Writes as it is told, in as many changes as that needs; `portion` writes one of them and says whether there is more. */
  write(portion: (editor: Editor) => boolean, written: (change: LocalChange) => void): Edited {
    const changes: LocalChange[] = [];
    for (let more = true; more; ) {
      const change = this.replica.edit((editor) => {
        more = portion(editor);
      });
      if (change === undefined) continue;
      changes.push(change);
      written(change);
    }
    return this.edited(changes, []);
  }

  /**
   * Writes one of the values that stand at a field in conflict, as its writer wrote it: so that it alone stands there (CONFLICT-2).
   *
   * @returns undefined where the thing, or that value, is not there
   */
  pick(subject: Subject, field: Field, candidate: Candidate): Edited | undefined {
    const { tree } = this.replica;
    const map = findThing((object, key) => tree.at(object, key), subject);
    if (map === undefined || readLife(tree.at(map, LIFE)).deleted) return undefined;
    const chosen = tree
      .at(map, field)
      .find(({ author, value }) => deviceOfActor(author) === candidate.author && storedText(value) === candidate.value);
    const value = chosen?.value;
    if (value === undefined || value.type === "map" || value.type === "text") return undefined;
    return this.write(
      (editor) => {
        editor.put(map, field, writable(value));
        editor.put(map, LIFE, int(nextLife(tree.at(map, LIFE), false)));
        return false;
      },
      () => undefined,
    );
  }

  private edited(changes: readonly LocalChange[], warnings: readonly Warning[]): Edited {
    const keys: TouchedKey[] = [];
    const texts = new Set<ObjectId>();
    for (const { touched } of changes) {
      keys.push(...touched.keys);
      for (const text of touched.texts) texts.add(text);
    }
    return { changes, warnings, changed: this.view.follow({ keys, texts }) };
  }

  /** What a list of intents would warn of. @throws IntentRefused */
  check(intents: readonly I[]): readonly Warning[] {
    return new Session(this.replica, () => this.scribe(), intents).rehearse();
  }

  /** Changes of others, or of this home's own log. */
  receive(changes: readonly Incoming[]): Received {
    const { outcomes, touched } = this.replica.apply(changes);
    return { outcomes, changed: this.view.follow(touched), touched };
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
