/** The keys of the epochs that a device came to have: none is forgotten when it is revoked, so that what it could read it still can. */
import type { DeviceKeys, EpochKey } from "../trust/keys";
import type { Membership } from "../trust/membership";

export class KeyRing {
  private readonly byEpoch = new Map<number, EpochKey>();

  constructor(private readonly device: DeviceKeys) {}

  /** Takes the key of the members' epoch, where it was sealed to this device, and those before it that are not here yet (MEM-17). */
  async follow(members: Membership): Promise<void> {
    if (!members.isFounded || this.byEpoch.has(members.epoch)) return;
    for (const key of await members.keyRingFor(this.device)) this.byEpoch.set(key.epoch, key);
  }

  get(epoch: number): EpochKey | undefined {
    return this.byEpoch.get(epoch);
  }

  get keys(): EpochKey[] {
    return [...this.byEpoch.values()];
  }
}
