/** A workspace's way to its relay: the session while there is one, how it stands, and what its effects come to. Owned by its workspace. */
import { TEAM_DOCUMENT } from "../protocol/ids";
import { SPOKEN } from "../protocol/versions";
import type { WorkspaceEntry } from "../store/homeStore";
import { StoreFault } from "../store/storeFault";
import type { Membership } from "../trust/membership";
import type { SigningKey } from "../trust/signature";
import type { WorkspaceEvent } from "./events";
import type { Ledger } from "./ledger";
import type { PresenceLine } from "./presenceLine";
import { Session, type Shell, type StoreEffect, type Surroundings } from "./session";
import type { Tending } from "./tending";
import type { ClientInput, ClientStatus, Principal } from "./types";

const GATHER_MILLIS = 100;
const FULL_PAUSE_MILLIS = 30_000;
/** How long a snapshot that holds what is missing may be on its way. */
const MISSING_MILLIS = 2_000;

/** What a connection needs of its workspace. */
export interface ConnectionHost {
  readonly entry: WorkspaceEntry;
  readonly ledger: Ledger;
  readonly signing: SigningKey;
  readonly world: Surroundings;
  readonly presence: PresenceLine;
  readonly tending: Tending;
  /** Runs after everything before it. */
  run<T>(task: () => Promise<T>): Promise<T>;
  tell(event: WorkspaceEvent): void;
}

export class Connection implements Shell {
  private session: Session | undefined;
  private told: { readonly status: ClientStatus; readonly pending: number } | undefined;
  private resuming: ReturnType<typeof setTimeout> | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private missing: ReturnType<typeof setTimeout> | undefined;
  private now: ClientStatus = { type: "Offline" };

  constructor(private readonly host: ConnectionHost) {}

  get status(): ClientStatus {
    return this.now;
  }

  /** Connects as somebody, and stays connected until told otherwise. */
  connect(principal: Principal = { type: "Device", key: this.host.signing }): void {
    clearTimeout(this.resuming);
    const { entry, ledger, world } = this.host;
    const { id: workspace, relay, relayKeyHash } = entry;
    const host = `${relay.host}:${relay.port}`;
    const terms = { workspace, host, relayKeyHash, principal, versions: SPOKEN };
    this.session = new Session(relay, terms, ledger.standing.log(), this, world);
    this.session.input({ type: "Start" });
  }

  /** Tries at once, for whoever has waited long enough. */
  retry(): void {
    if (this.session === undefined) this.connect();
    else this.session.input({ type: "Start" });
  }

  async disconnect(): Promise<void> {
    const { session } = this;
    this.session = undefined;
    clearTimeout(this.resuming);
    await session?.close();
    this.now = { type: "Offline" };
    this.host.presence.live(false);
    this.tellSync();
  }

  /** Disconnects for good. */
  async close(): Promise<void> {
    clearTimeout(this.gathering);
    clearTimeout(this.missing);
    await this.disconnect();
  }

  /** Where there is a session. */
  send(input: ClientInput): void {
    this.session?.input(input);
  }

  /** There is something new to be sent: soon, together with what comes right after. */
  outboxGrew(): void {
    this.tellSync();
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.send({ type: "OutboxChanged" });
    }, GATHER_MILLIS);
  }

  /** Only where it is another than was told last. */
  private tellSync(): void {
    const { status } = this;
    const { pending } = this.host.ledger;
    if (this.told?.status === status && this.told.pending === pending) return;
    this.told = { status, pending };
    this.host.tell({ type: "Sync", status, pending });
  }

  // For the session.

  members(): Membership {
    return this.host.ledger.standing.logged;
  }

  failed(error: unknown): void {
    this.session = undefined;
    this.host.presence.live(false);
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof StoreFault && error.kind === "FULL") {
      // What the log brings can be had again: as soon as there is room.
      const untilMillis = this.host.world.nowMillis() + FULL_PAUSE_MILLIS;
      this.now = { type: "Waiting", untilMillis, reason: message };
      this.resuming = setTimeout(() => this.connect(), FULL_PAUSE_MILLIS);
    } else {
      this.now = { type: "Stopped", reason: "PROTOCOL", message, evidence: [] };
      this.host.tell({ type: "Failed", message });
    }
    this.tellSync();
  }

  async perform(effect: StoreEffect): Promise<ClientInput | undefined> {
    const { ledger, presence, tending } = this.host;
    switch (effect.type) {
      case "PresenceReceived":
        presence.received(effect.envelope);
        return undefined;
      case "Report":
        this.now = await this.inOwnWords(effect.status);
        presence.live(effect.status.type === "Live");
        if (effect.status.type === "Live") await this.awaitWhatIsMissing();
        tending.tend();
        this.tellSync();
        return undefined;
      default: {
        const epoch = ledger.standing.members?.epoch;
        const input = await this.host.run(async () => {
          const done = await ledger.perform(effect);
          // Within its turn: whoever reads or writes next has been told.
          for (const each of done.news ?? []) this.host.tell(each);
          return done.input;
        });
        if (effect.type === "Deliver" || effect.type === "Refused") this.tellSync();
        // What was held back for want of the epoch's key may go.
        if (ledger.standing.members?.epoch !== epoch) this.send({ type: "OutboxChanged" });
        if (effect.type === "Deliver") tending.delivered();
        return input;
      }
    }
  }

  // A relay drops no body before the snapshot that holds it is in the log, so what is missing can only be on its way; or the relay dropped what it must not.
  private async awaitWhatIsMissing(): Promise<void> {
    const { ledger } = this.host;
    const missing = await this.host.run(() => ledger.missing());
    clearTimeout(this.missing);
    if (missing === undefined) return;
    this.missing = setTimeout(() => {
      const isGone = async () => this.now.type === "Live" && (await ledger.missing()) === missing;
      // Outside of its turn: what the session is at may wait for one.
      const look = async () => ((await this.host.run(isGone)) ? this.stopAt(missing) : undefined);
      look().catch((e: unknown) => this.failed(e));
    }, MISSING_MILLIS);
  }

  private async stopAt(missing: number): Promise<void> {
    const message = `the relay has dropped what was at position ${missing}, and no checked snapshot holds it`;
    const { signed } = this.host.ledger.standing.log();
    const { session } = this;
    this.session = undefined;
    this.now = { type: "Stopped", reason: "BAD_LOG", message, evidence: signed === undefined ? [] : [signed] };
    this.host.presence.live(false);
    this.tellSync();
    await session?.close();
  }

  /** Whoever was revoked hears it from the log, where the relay let it see the record. */
  private async inOwnWords(status: ClientStatus): Promise<ClientStatus> {
    if (status.type !== "Stopped") return status;
    const { ledger, run } = this.host;
    return run(async () => {
      await ledger.library.slot(TEAM_DOCUMENT); // it has the names
      const { farewell } = ledger.standing;
      const message = status.reason === "REVOKED" ? (farewell ?? status.message) : status.message;
      return { ...status, message: ledger.named(message) };
    });
  }
}
