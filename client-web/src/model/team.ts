/** The team document: members, statuses, boards and documents. */
import { winningString } from "./automerge/register";
import type { Replica } from "./automerge/replica";
import { bool, type ChangeHash, int, NULL, type ObjectId, ROOT, str, type Value } from "./automerge/value";
import {
  compareFrontiers,
  type Frontier,
  isShift,
  isWholeMinute,
  MEETING_MINUTES_MAX,
  type OutOfHours,
  parseDayRange,
  parseFrontier,
  parseTeamCycle,
  printFrontier,
  printTeamCycle,
  type TeamCycle,
} from "./calendar/forms";
import { isZone } from "./calendar/zone";
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
import { CYCLE_KINDS, type CycleKind, cycleKey, DELETED_AT, idItemKey, printHeads, storedNumber } from "./schema";
import { Scribe } from "./scribe";
import { ThingReader } from "./thingReader";
import { type Meta, STATUS_CATEGORIES, type StatusCategory } from "./values";
import type { Projection } from "./view";

export interface Member {
  readonly id: MemberId;
  readonly name: string;
  readonly zone: string;
  /** Working hours, `mon 09:00-12:00`; none means the usual ones. Sorted. */
  readonly week: readonly string[];
  /** `2026-12-24..2027-01-02` or a single day. Sorted. */
  readonly daysOff: readonly string[];
  /** By meeting. */
  readonly outOfHours: readonly OutOfHours[];
  /** How far this person has looked, on whichever device. */
  readonly looked: Frontier | undefined;
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
  readonly cycles: ReadonlyMap<CycleKind, TeamCycle>;
  readonly members: ReadonlyMap<MemberId, Member>;
  readonly statuses: ReadonlyMap<StatusId, Status>;
  readonly boards: ReadonlyMap<BoardId, BoardEntry>;
  readonly documents: ReadonlyMap<DocumentId, DocumentEntry>;
}

/** The member whose device this is; the least, where several claim it. */
export function memberOf(team: Pick<Team, "members">, device: DeviceId): Member | undefined {
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
  readonly cycles = new Map<CycleKind, TeamCycle>();
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
      case "thread":
      case "comment":
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
    this.cycles.clear();
    for (const kind of CYCLE_KINDS) {
      const text = this.schema > 0 ? winningString(this.replica.tree.at(ROOT, cycleKey(kind))) : undefined;
      const cycle = text === undefined ? undefined : parseTeamCycle(text);
      if (cycle !== undefined) this.cycles.set(kind, cycle);
    }
  }

  settle(): void {
    // Nothing here depends on several things at once.
  }
}

function readMember(id: MemberId, reader: ThingReader): Member {
  const name = reader.string("name") ?? "";
  const zone = reader.string("zone") ?? "";
  const devices = reader.items("device", (key) => (isId(key) ? (key as DeviceId) : undefined)).sort();
  const week = reader.items("week", (key, value) => (isTrue(value) && isShift(key) ? key : undefined)).sort();
  const daysOff = reader.items("daysOff", (key, value) => (isTrue(value) ? parseDayRange(key) : undefined));
  const outOfHours = reader.items("outOfHours", readOutOfHours);
  const looked = reader.greatest("looked", parseFrontier, compareFrontiers);
  const off = [...new Set(daysOff)].sort();
  return { id, name, zone, week, daysOff: off, outOfHours, looked, devices, meta: reader.meta() };
}

function isTrue(value: Value): boolean {
  return value.type === "boolean" && value.value;
}

function readOutOfHours(meeting: string, value: Value): OutOfHours | undefined {
  const minutes = storedNumber(value);
  const fits = minutes !== undefined && minutes >= 1 && minutes <= MEETING_MINUTES_MAX && isWholeMinute(meeting);
  return fits ? { meeting, minutes: Math.trunc(minutes) } : undefined;
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
      case "AddHours":
      case "RemoveHours":
        desk.require(isShift(intent.hours), `Working hours look like mon 09:00-12:00, not "${intent.hours}".`);
        return this.setItem(intent.member, idItemKey("week", intent.hours), intent.intent === "AddHours");
      case "AddDaysOff":
      case "RemoveDaysOff": {
        const days = parseDayRange(intent.days);
        if (days === undefined) throw desk.refused(`Days off look like 2026-12-24..2027-01-02, not "${intent.days}".`);
        return this.setItem(intent.member, idItemKey("daysOff", days), intent.intent === "AddDaysOff");
      }
      case "AddOutOfHours":
        return this.addOutOfHours(intent);
      case "RemoveOutOfHours":
        return this.setItem(intent.member, idItemKey("outOfHours", intent.meeting), false);
      case "SetLooked": {
        const frontier = parseFrontier(intent.frontier);
        if (frontier === undefined) throw desk.refused("This is no place of the log to have looked up to.");
        return desk.edit({ kind: "member", id: intent.member }, (map) =>
          desk.put(map, "looked", str(printFrontier(frontier))),
        );
      }
      case "SetCycle":
        return this.setCycle(intent.kind, intent.cycle);
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

  private setItem(member: MemberId, key: string, there: boolean): void {
    this.desk.edit({ kind: "member", id: member }, (map) =>
      there ? this.desk.put(map, key, bool(true)) : this.desk.removeKey(map, key),
    );
  }

  private addOutOfHours({ member, meeting, minutes }: TeamIntent & { intent: "AddOutOfHours" }): void {
    this.desk.require(isWholeMinute(meeting), `A meeting begins on a whole minute, not at ${meeting}.`);
    const fits = Number.isInteger(minutes) && minutes >= 1 && minutes <= MEETING_MINUTES_MAX;
    const most = MEETING_MINUTES_MAX;
    this.desk.require(fits, `A meeting is out of somebody's hours for 1 to ${most} minutes, not ${minutes}.`);
    const key = idItemKey("outOfHours", meeting);
    this.desk.edit({ kind: "member", id: member }, (map) => this.desk.put(map, key, int(minutes)));
  }

  private setCycle(kind: CycleKind, text: string | undefined): void {
    const cycle = text === undefined ? undefined : parseTeamCycle(text);
    this.desk.require(
      text === undefined || cycle !== undefined,
      `A cycle looks like 2w 2026-11-26 10:00 30 Europe/Zurich, not "${text}".`,
    );
    if (cycle !== undefined) this.checkZone(cycle.zone);
    const key = cycleKey(kind);
    if (cycle !== undefined) this.desk.put(ROOT, key, str(printTeamCycle(cycle)));
    else if (this.desk.at(ROOT, key).length > 0) this.desk.put(ROOT, key, NULL);
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
