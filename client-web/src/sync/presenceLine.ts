/** Presence at work: sealed and sent while live, verified and told, with the timer that both need. Owned by its workspace. */
import { type DocumentId, deviceId } from "../protocol/ids";
import { headerOf, readEnvelope } from "../trust/envelope";
import type { Membership } from "../trust/membership";
import type { EnvelopeOpener, EnvelopeSealer } from "../trust/opening";
import { confirmAhead } from "../trust/signature";
import type { Ledger } from "./ledger";
import { type Mine, type Peer, Presences } from "./presence";
import type { Surroundings } from "./session";

const SESSION_BYTES = 8;
const UNREAD_MAX = 256;

/** What presence needs of its workspace. */
export interface PresenceHost {
  readonly ledger: Ledger;
  readonly world: Surroundings;
  send(envelope: Uint8Array): void;
  tell(document: DocumentId): void;
}

export class PresenceLine {
  private readonly presences: Presences;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The last of each device and document that is still to be verified (PRES-6). */
  private readonly unread = new Map<string, Uint8Array>();
  private reading = false;
  private isLive = false;

  constructor(private readonly host: PresenceHost) {
    const { ledger, world } = host;
    this.presences = new Presences(ledger.device, world.entropy(SESSION_BYTES));
  }

  mine(document: DocumentId, page: string, mine: Mine | undefined): void {
    this.presences.mine(document, page, mine);
    this.turn();
  }

  /** A page is gone from everywhere. */
  leave(page: string): void {
    for (const document of this.presences.documentsOf(page)) this.presences.mine(document, page, undefined);
    this.turn();
  }

  peers(document: DocumentId): Peer[] {
    return this.presences.peers(document);
  }

  /** Whether what is sent now would arrive. */
  live(isLive: boolean): void {
    if (isLive && !this.isLive) this.presences.renew();
    this.isLive = isLive;
    this.turn();
  }

  /** A sealed envelope as it came: nothing of it is verified yet. */
  received(envelope: Uint8Array): void {
    const read = readEnvelope(envelope);
    if (read.type !== "Read") return;
    const key = `${read.envelope.device} ${read.envelope.document}`;
    if (!this.unread.has(key) && this.unread.size >= UNREAD_MAX) return;
    this.unread.set(key, envelope);
    if (!this.reading) void this.readAll();
  }

  private async readAll(): Promise<void> {
    this.reading = true;
    try {
      for (let next = this.unread.entries().next(); !next.done; next = this.unread.entries().next()) {
        const [key, envelope] = next.value;
        this.unread.delete(key);
        const { standing } = this.host.ledger;
        const opener = standing.opener();
        if (opener !== undefined) await this.read(envelope, opener, standing.logged);
      }
    } finally {
      this.reading = false;
    }
  }

  private async read(envelope: Uint8Array, opener: EnvelopeOpener, members: Membership): Promise<void> {
    const header = headerOf(envelope);
    const device = header?.device.length === 16 ? members.deviceOf(deviceId(header.device)) : undefined;
    if (header === undefined || device === undefined) return;
    // Ahead, by WebCrypto where it can: many of these come.
    await confirmAhead(device.keys.signing.bytes, "envelope", header.body, header.sig);
    const opening = opener.open(envelope, members);
    if (opening.type !== "Presence") return;
    this.presences.heard(opening.document, opening.author, opening.plaintext, this.host.world.nowMillis());
    this.turn();
  }

  private turn(): void {
    clearTimeout(this.timer);
    const now = this.host.world.nowMillis();
    const { send, tell, againMillis } = this.presences.due(now);
    const { standing } = this.host.ledger;
    const sealer: EnvelopeSealer | undefined = this.isLive ? standing.sealer() : undefined;
    for (const { document, state } of send) {
      if (sealer !== undefined)
        this.host.send(sealer.presence(document, state, standing.seen(), this.host.world.entropy));
    }
    for (const document of tell) this.host.tell(document);
    if (againMillis !== undefined) this.timer = setTimeout(() => this.turn(), Math.max(1, againMillis - now));
  }

  close(): void {
    clearTimeout(this.timer);
  }
}
