/** The team document: members, statuses, boards and documents. */
import { winningString } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import { bool, type ChangeHash, type ObjectId, ROOT, str } from "./automerge/value";
import {
  type BoardId,
  byId,
  type DeviceId,
  type DocumentId,
  type EntryRef,
  isId,
  type MemberId,
  type StatusId,
  type Subject,
  type SubjectKind,
  subjectOf,
} from "./ids";
import type { TeamIntent } from "./intents";
import { NAME_MAX, TITLE_MAX } from "./limits";
import { PlanDocument } from "./planDocument";
import { readSchema } from "./root";
import { DELETED_AT, idItemKey, printHeads } from "./schema";
import { Scribe } from "./scribe";
import { ThingReader } from "./thingReader";
import { type Meta, STATUS_CATEGORIES, type StatusCategory } from "./values";
import type { Projection } from "./view";

export interface Member {
  readonly id: MemberId;
  readonly name: string;
  readonly zone: string;
  /** Whose changes are whose; rising. */
  readonly devices: readonly DeviceId[];
  readonly meta: Meta;
}

export interface Status {
  readonly id: StatusId;
  readonly name: string;
  readonly category: StatusCategory;
  readonly order: number;
  readonly meta: Meta;
}

export interface BoardEntry {
  readonly id: BoardId;
  readonly title: string;
  readonly order: number;
  readonly deletedAt: ReadonlySet<ChangeHash>;
  readonly meta: Meta;
}

export interface DocumentEntry {
  readonly id: DocumentId;
  readonly title: string;
  readonly deletedAt: ReadonlySet<ChangeHash>;
  readonly meta: Meta;
}

/** Whether a board or document is in the trash: only as long as all its heads are among those of the deletions that stand (LIFE-8). */
export function isEntryDeleted(entry: BoardEntry | DocumentEntry, heads: readonly ChangeHash[]): boolean {
  return entry.meta.life.deleted && heads.every((head) => entry.deletedAt.has(head));
}

/** What the team document says; live: it changes with its document, the things in it are immutable. */
export interface Team {
  readonly schema: number;
  readonly name: string;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly statuses: ReadonlyMap<StatusId, Status>;
  readonly boards: ReadonlyMap<BoardId, BoardEntry>;
  readonly documents: ReadonlyMap<DocumentId, DocumentEntry>;
}

/** The member whose device this is; the least, where several claim it. */
export function memberOf(team: Team, device: DeviceId): Member | undefined {
  return [...team.members.values()].filter((each) => each.devices.includes(device)).sort(byId)[0];
}

export class TeamDocument extends PlanDocument<TeamIntent> {
  readonly team: Team;

  constructor(replica: Replica) {
    const projection = new TeamProjection(replica);
    super(replica, "team", projection);
    this.team = projection;
  }

  protected override scribe(): Scribe<TeamIntent> {
    return new TeamScribe();
  }
}

class TeamProjection implements Projection, Team {
  schema = 0;
  name = "";
  readonly members = new Map<MemberId, Member>();
  readonly statuses = new Map<StatusId, Status>();
  readonly boards = new Map<BoardId, BoardEntry>();
  readonly documents = new Map<DocumentId, DocumentEntry>();

  constructor(private readonly replica: Replica) {}

  subjects(): Subject[] {
    return [
      ...[...this.members.keys()].map((id): Subject => ({ kind: "member", id })),
      ...[...this.statuses.keys()].map((id): Subject => ({ kind: "status", id })),
      ...[...this.boards.keys()].map((id): Subject => ({ kind: "board", id })),
      ...[...this.documents.keys()].map((id): Subject => ({ kind: "document", id })),
    ];
  }

  read(subject: Subject, map: ObjectId): void {
    const reader = new ThingReader(this.replica, map);
    switch (subject.kind) {
      case "member":
        this.members.set(subject.id as MemberId, readMember(subject.id as MemberId, reader));
        return;
      case "status":
        this.statuses.set(subject.id as StatusId, readStatus(subject.id as StatusId, reader));
        return;
      case "board": {
        const id = subject.id as BoardId;
        const title = reader.string("title") ?? "";
        const order = reader.number("order") ?? 0;
        this.boards.set(id, { id, title, order, deletedAt: reader.deletedAt(), meta: reader.meta() });
        return;
      }
      case "document": {
        const id = subject.id as DocumentId;
        const title = reader.string("title") ?? "";
        this.documents.set(id, { id, title, deletedAt: reader.deletedAt(), meta: reader.meta() });
        return;
      }
      case "card":
      case "group":
      case "dependency":
        throw new Error(`a team has no ${subject.kind}`);
    }
  }

  forget(subject: Subject): void {
    const things: Partial<Record<SubjectKind, Map<string, unknown>>> = {
      member: this.members,
      status: this.statuses,
      board: this.boards,
      document: this.documents,
    };
    things[subject.kind]?.delete(subject.id);
  }

  readRoot(): void {
    this.schema = readSchema(this.replica, "team");
    this.name = this.schema > 0 ? (winningString(this.replica.tree.at(ROOT, "name")) ?? "") : "";
  }

  settle(): void {
    // Nothing here depends on several things at once.
  }
}

function readMember(id: MemberId, reader: ThingReader): Member {
  const name = reader.string("name") ?? "";
  const zone = reader.string("zone") ?? "";
  const devices = reader.items("device", (key) => (isId(key) ? (key as DeviceId) : undefined)).sort();
  return { id, name, zone, devices, meta: reader.meta() };
}

function readStatus(id: StatusId, reader: ThingReader): Status {
  const name = reader.string("name") ?? "";
  const category = reader.parsed("category", (word) => STATUS_CATEGORIES.find((each) => each === word)) ?? "backlog";
  const order = reader.number("order") ?? 0;
  return { id, name, category, order, meta: reader.meta() };
}

/** The statuses that a team begins with (TEAM-1). */
const DEFAULT_STATUSES: readonly (readonly [string, StatusCategory])[] = [
  ["Idea", "backlog"],
  ["Ready", "scoped"],
  ["In progress", "active"],
  ["On hold", "active"],
  ["In review", "review"],
  ["Done", "done"],
  ["Dropped", "dropped"],
];

class TeamScribe extends Scribe<TeamIntent> {
  constructor() {
    super("team");
  }

  protected override write(intent: TeamIntent): void {
    const { desk } = this;
    switch (intent.intent) {
      case "Create":
        desk.makeDocument();
        this.setName(intent.name);
        for (const [i, [name, category]] of DEFAULT_STATUSES.entries()) {
          this.addStatus((i + 1).toString(16).padStart(32, "0") as StatusId, name, category, i + 1);
        }
        return;
      case "SetName":
        return this.setName(intent.name);
      case "AddMember":
        return this.addMember(intent);
      case "SetZone":
        this.checkZone(intent.zone);
        return desk.edit({ kind: "member", id: intent.member }, (map) => desk.put(map, "zone", str(intent.zone)));
      case "AddDevice":
        return desk.edit({ kind: "member", id: intent.member }, (map) =>
          desk.put(map, idItemKey("device", intent.device), bool(true)),
        );
      case "RemoveDevice":
        return desk.edit({ kind: "member", id: intent.member }, (map) =>
          desk.removeKey(map, idItemKey("device", intent.device)),
        );
      case "AddStatus":
        return this.addStatus(intent.status, intent.name, intent.category, intent.order);
      case "SetCategory":
        return desk.edit({ kind: "status", id: intent.status }, (map) =>
          desk.put(map, "category", str(intent.category)),
        );
      case "AddBoard": {
        const map = desk.make({ kind: "board", id: intent.board });
        desk.putTitle(map, "title", intent.title, TITLE_MAX);
        return desk.putOrder(map, intent.order);
      }
      case "AddDocument":
        return desk.putTitle(desk.make({ kind: "document", id: intent.document }), "title", intent.title, TITLE_MAX);
      case "SetTitle":
        return this.setTitle(subjectOf(intent.entry), intent.title);
      case "SetOrder":
        return this.setOrder(intent.entry, intent.order);
      case "SetSource":
        return desk.setSource(subjectOf(intent.entry), intent.source);
      case "SetExtra":
        return desk.setExtra(subjectOf(intent.entry), intent.extra);
      case "Delete":
        return this.delete(subjectOf(intent.entry), intent.heads ?? []);
      case "Restore":
        return desk.restore(subjectOf(intent.entry));
      case "Purge":
        return desk.purge(subjectOf(intent.entry));
    }
  }

  private checkName(what: string, name: string): void {
    this.desk.checkLine(what, name, NAME_MAX);
    this.desk.checkNotBlank(what, name);
  }

  private setName(name: string): void {
    this.checkName("workspace's name", name);
    this.desk.put(ROOT, "name", str(name));
  }

  private addMember(add: TeamIntent & { intent: "AddMember" }): void {
    this.checkName("member's name", add.name);
    this.checkZone(add.zone);
    const map = this.desk.make({ kind: "member", id: add.member });
    this.desk.put(map, "name", str(add.name));
    this.desk.put(map, "zone", str(add.zone));
  }

  private checkZone(zone: string): void {
    this.desk.require(isZone(zone), `"${zone}" is not a time zone: use one like Europe/Zurich.`);
  }

  private addStatus(id: StatusId, name: string, category: StatusCategory, order: number): void {
    this.checkName("status's name", name);
    const map = this.desk.make({ kind: "status", id });
    this.desk.put(map, "name", str(name));
    this.desk.put(map, "category", str(category));
    this.desk.putOrder(map, order);
  }

  private setTitle(entry: Subject, title: string): void {
    if (entry.kind === "member" || entry.kind === "status") {
      this.checkName(`${entry.kind}'s name`, title);
      this.desk.setTitle(entry, "name", title, NAME_MAX);
    } else {
      this.desk.setTitle(entry, "title", title, TITLE_MAX);
    }
  }

  private setOrder(entry: EntryRef, order: number): void {
    if ("member" in entry) throw this.desk.refused("Members have no order.");
    if ("document" in entry) throw this.desk.refused("Documents have no order.");
    this.desk.setOrder(subjectOf(entry), order);
  }

  private delete(entry: Subject, heads: readonly ChangeHash[]): void {
    this.desk.require(entry.kind !== "member", "A member cannot be put into the trash.");
    this.desk.delete(entry);
    if (entry.kind !== "status") this.desk.put(this.desk.find(entry), DELETED_AT, str(printHeads(heads)));
  }
}

/** Whether it names a zone of the tz database, spelled as there. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    return timeZone.toLowerCase() !== zone.toLowerCase() || timeZone === zone;
  } catch {
    return false; // RangeError: no such zone
  }
}
