/** How long to wait before the next attempt: twice as long each time, with jitter, so that a relay is not stormed (CLI-30). */
import type { Entropy } from "../trust/keys";
import type { ClientLimits } from "./types";

const RELAY_WISH_MILLIS_MAX = 600_000;
const DOUBLINGS_MAX = 20;

export class BackOff {
  private failures = 0;

  constructor(
    private readonly limits: ClientLimits,
    private readonly entropy: Entropy,
  ) {}

  /** The pause after one more failure: between half of the current step and all of it, but as long as the relay asked for. */
  pauseMillis(relayWishMillis: number): number {
    const doublings = Math.min(this.failures, DOUBLINGS_MAX);
    const step = Math.min(this.limits.backOffMillisMax, this.limits.backOffMillisMin * 2 ** doublings);
    this.failures++;
    const half = Math.floor(step / 2);
    const random = new DataView(new Uint8Array(this.entropy(4)).buffer).getUint32(0);
    return Math.max(half + (random % (half + 1)), Math.min(relayWishMillis, RELAY_WISH_MILLIS_MAX));
  }

  /** After a success. */
  reset(): void {
    this.failures = 0;
  }
}
