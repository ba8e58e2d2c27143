/** A Markdown document. */
import { winningText } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import { type ObjectId, ROOT } from "./automerge/value";
import type { DocumentIntent } from "./intents";
import { PlanDocument } from "./planDocument";
import { readSchema } from "./root";
import { Scribe, splicePieces } from "./scribe";

export class TextDocument extends PlanDocument<DocumentIntent> {
  constructor(replica: Replica) {
    const nothing = () => undefined;
    super(replica, "document", {
      subjects: () => [],
      read: nothing,
      forget: nothing,
      readRoot: nothing,
      settle: nothing,
    });
  }

  get schema(): number {
    return readSchema(this.replica, "document");
  }

  get text(): string {
    const text = this.schema > 0 ? winningText(this.replica.tree.at(ROOT, "text")) : undefined;
    return text === undefined ? "" : this.replica.text(text);
  }

  protected override scribe(): Scribe<DocumentIntent> {
    return new TextScribe();
  }
}

class TextScribe extends Scribe<DocumentIntent> {
  constructor() {
    super("document");
  }

  override pieces(intent: DocumentIntent): readonly DocumentIntent[] {
    if (intent.intent === "Create") return [intent];
    return splicePieces(intent.splices).map((splices) => ({ intent: "EditText", splices }));
  }

  override proves(intents: readonly DocumentIntent[]): boolean {
    let made = this.desk.at(ROOT, "schema").length > 0;
    let length = made ? this.desk.textLength(this.text()) : 0;
    for (const [i, intent] of intents.entries()) {
      this.desk.turnTo(i);
      if (intent.intent === "Create") {
        this.desk.require(!made, "This document has been made already.");
        made = true;
      } else {
        this.desk.require(made, "This document is not here yet: its first change is missing.");
        length = this.desk.checkSplices(intent.splices, length);
      }
    }
    return true;
  }

  protected override write(intent: DocumentIntent): void {
    if (intent.intent === "Create") {
      this.desk.makeDocument();
      this.desk.makeText(ROOT, "text");
    } else {
      this.desk.splice(this.text(), intent.splices);
    }
  }

  private text(): ObjectId {
    const text = winningText(this.desk.at(ROOT, "text"));
    if (text === undefined) throw this.desk.refused("This document has no text to edit.");
    return text;
  }
}
