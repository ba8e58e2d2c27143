/** The decisions of a workspace: what was said in them, folded, and saying something. To be run in the workspace's turn. */
import { fromBinary } from "@bufbuild/protobuf";
import { type Statement, StatementSchema } from "../gen/meridian/v1/statement_pb";
import type { Instant } from "../model/calendar/time";
import type { Decision } from "../model/decision/decision";
import { foldDecision, superseded } from "../model/decision/decisions";
import { type Act, type LogEnd, NO_LOG, type ReceivedStatement, type Revision } from "../model/decision/statement";
import type { MemberId, StatementId } from "../model/ids";
import { memberOf, type Team, TeamDocument } from "../model/team";
import { allows, attributed } from "../model/whose";
import { toHex } from "../protocol/bytes";
import { type DeviceId, type DocumentId, TEAM_DOCUMENT } from "../protocol/ids";
import type { StatementRow } from "../store/workspaceStore";
import type { Entropy } from "../trust/keys";
import { NotAllowed } from "./events";
import type { Ledger } from "./ledger";
import { actIn, revisionIn, statementOf } from "./statementCodec";

/** A statement that would say nothing, or a proposal that cannot be made; the message is a sentence for a person. */
export class DecisionRefused extends Error {}

/** One decision as the log and this home have it. */
export interface SaidSoFar {
  readonly logged: readonly ReceivedStatement[];
  /** What was said on this home and is not in the log yet, as if it came next. */
  readonly unsent: readonly ReceivedStatement[];
}

interface ReadStatement {
  readonly statement: Statement;
  readonly act: Act | undefined;
}

export class Deciding {
  private readonly known = new WeakMap<StatementRow, ReadStatement>();

  constructor(
    readonly ledger: Ledger,
    private readonly now: () => Instant,
    private readonly entropy: Entropy,
  ) {}

  async team(): Promise<Team | undefined> {
    const { plan } = await this.ledger.library.slot(TEAM_DOCUMENT);
    if (!(plan instanceof TeamDocument)) return undefined;
    return { ...plan.team, members: attributed(plan.team.members, this.ledger.standing.attribution) };
  }

  /** Decisions in which something was said. */
  opened(): DocumentId[] {
    return this.ledger.statements.documents().sort();
  }

  /** How far the log that is kept here reaches. */
  end(): LogEnd {
    const { pos, relayMillis } = this.ledger.standing.log();
    return pos === 0 ? NO_LOG : { position: pos, at: relayMillis };
  }

  /** Whose home this is. */
  async me(): Promise<MemberId | undefined> {
    const team = await this.team();
    return team === undefined ? undefined : memberOf(team, this.ledger.device)?.id;
  }

  /** Where a decision stands by the log alone. */
  async fold(decision: DocumentId): Promise<Decision> {
    return foldDecision((await this.said(decision)).logged, this.end(), this.now());
  }

  /** Where all stand, those superseded that are. */
  async all(): Promise<Map<DocumentId, Decision>> {
    const folded = new Map<DocumentId, Decision>();
    for (const each of this.opened()) folded.set(each, await this.fold(each));
    return superseded(folded);
  }

  async said(decision: DocumentId): Promise<SaidSoFar> {
    const team = await this.team();
    const { statements } = this.ledger;
    // Whose a device is was frozen at the opening: what the team's document says later alters no decision.
    const frozen = new Map<DeviceId, MemberId>();
    const logged = this.readAll(statements.logged(decision), team, frozen);
    const end = this.end();
    const at = Math.max(this.now(), end.at);
    const unsent = this.readAll(statements.unsent(decision), team, frozen).map((each, i) => ({
      ...each,
      position: end.position + i + 1,
      receivedAt: at,
    }));
    return { logged, unsent };
  }

  private readAll(
    rows: readonly StatementRow[],
    team: Team | undefined,
    frozen: Map<DeviceId, MemberId>,
  ): ReceivedStatement[] {
    return rows.flatMap((row) => {
      const { statement, act } = this.parsed(row);
      if (act === undefined) return [];
      if (act.act === "open") {
        for (const { devices, member } of act.terms.people) {
          // Whoever opens it writes that, so the log must agree (TEAM-10).
          const theirs = devices.filter((device) => allows(this.ledger.standing.attribution, member, device));
          for (const device of theirs) if (!frozen.has(device)) frozen.set(device, member);
        }
      }
      const device = row.author;
      const author = frozen.get(device) ?? (team && memberOf(team, device)?.id) ?? (device as string as MemberId);
      return [
        {
          id: toHex(statement.id) as StatementId,
          position: row.pos ?? 0,
          receivedAt: row.receivedMillis,
          author,
          device,
          claimedAt: Number(BigInt.asIntN(64, statement.claimedMs)),
          seen: { position: row.seenPos, at: row.seenMillis },
          revision: revisionIn(statement),
          act,
        },
      ];
    });
  }

  private parsed(row: StatementRow): ReadStatement {
    const known = this.known.get(row);
    if (known !== undefined) return known;
    const statement = fromBinary(StatementSchema, row.body);
    const read = { statement, act: actIn(statement) };
    this.known.set(row, read);
    return read;
  }

  get mayState(): boolean {
    return this.ledger.standing.members?.mayState(this.ledger.device) ?? false;
  }

  /** Says something: it is on the disk, sealed and in the outbox, when this is done. @throws DecisionRefused, NotAllowed */
  async say(decision: DocumentId, revision: Revision, act: Act): Promise<StatementId> {
    if (!this.mayState) throw new NotAllowed("A viewer takes no part in decisions: ask an owner for another role.");
    const why = (await this.trial(decision)).refusal(revision, act);
    if (why !== undefined) throw new DecisionRefused(`This would have no effect: ${why}.`);
    const id = toHex(this.entropy(16)) as StatementId;
    await this.ledger.state(statementOf(id, decision, revision, this.now(), act), decision, this.end());
    return id;
  }

  /** To try what something would come to if it were said next. */
  async trial(decision: DocumentId): Promise<Trial> {
    const { logged, unsent } = await this.said(decision);
    const author = (await this.me()) ?? (this.ledger.device as string as MemberId);
    return new Trial([...logged, ...unsent], this.end(), this.now(), author, this.ledger.device);
  }

  /** Whether every change that a revision consists of is in the document here. */
  async holds(decision: DocumentId, heads: readonly string[]): Promise<boolean> {
    await this.ledger.library.slot(decision);
    return heads.every((head) => this.ledger.index.find(decision, head)?.state === "ACCEPTED");
  }
}

/** As the fold would take something, if it were the next in the log: so that nobody says what says nothing. */
export class Trial {
  constructor(
    private readonly said: readonly ReceivedStatement[],
    private readonly end: LogEnd,
    private readonly now: Instant,
    private readonly author: MemberId,
    private readonly device: DeviceId,
  ) {}

  /** Why it would have no effect. */
  refusal(revision: Revision, act: Act): string | undefined {
    const id = "f".repeat(32) as StatementId;
    const at = Math.max(this.now, this.end.at);
    const position = this.end.position + this.said.length + 1;
    const next: ReceivedStatement = {
      id,
      position,
      receivedAt: at,
      author: this.author,
      device: this.device,
      claimedAt: this.now,
      seen: { position: position - 1, at: this.end.at },
      revision,
      act,
    };
    const { ignored } = foldDecision([...this.said, next], { position, at }, at);
    return ignored.find((each) => each.id === id)?.why;
  }
}
