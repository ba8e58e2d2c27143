/** Which versions of the protocol each side speaks (docs/spec/versions.md). */

/** A range without gaps, both ends inclusive. */
export interface ProtocolVersions {
  readonly min: number;
  readonly max: number;
}

/** What a relay speaks that refuses a client's versions and does not say which are its own (VER-2). */
export const FIRST_VERSION = 1;

/** What this program speaks. */
export const SPOKEN: ProtocolVersions = { min: FIRST_VERSION, max: FIRST_VERSION };

export function includesVersion(range: ProtocolVersions, version: number): boolean {
  return version >= range.min && version <= range.max;
}

/** Whether a relay that shares none of them speaks later ones only: this program is too old then, else the relay is. */
export function isTooOldFor(own: ProtocolVersions, relay: ProtocolVersions): boolean {
  return own.max < relay.min;
}

/** What stands between this client and a relay that shares none of its versions, as the rest of a sentence. */
export function mismatch(own: ProtocolVersions, relay: ProtocolVersions): string {
  const tooOld = isTooOldFor(own, relay) ? "program" : "relay";
  return `the relay speaks ${text(relay)} of the protocol and this program ${text(own)}, so the ${tooOld} is too old`;
}

function text({ min, max }: ProtocolVersions): string {
  return min === max ? `version ${min}` : `versions ${min} to ${max}`;
}
