/**
 * Where a workspace is, and whose a new device of it is to be: `https://HOST[:PORT]/device#v1.WORKSPACE.RELAYKEYHASH.CHAIN.MEMBER` in base64url without
 * padding. It lets nobody in: the new device answers it with a request, which a device of the member signs.
 */
import { fromBase64Url, toBase64Url } from "../protocol/bytes";
import { DEVICE_BYTES, type DeviceId, deviceId, idBytes, type WorkspaceId, workspaceId } from "../protocol/ids";
import { defaultPort, originOf } from "./inviteLink";

export interface DeviceLink {
  /** Whether the relay is dialled by TLS. */
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly workspace: WorkspaceId;
  readonly relayKeyHash: Uint8Array;
  /** The log's chain where the link was made: the new device must find it in the log. */
  readonly chain: Uint8Array;
  /** The device that the member came with. */
  readonly member: DeviceId;
}

/** A reason is one sentence for the person who pasted it. */
export type DeviceLinkParsing =
  | { readonly type: "Parsed"; readonly link: DeviceLink }
  | { readonly type: "Broken"; readonly reason: string };

const PATTERN =
  /^(https?):\/\/([a-z0-9][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::([0-9]{1,5}))?\/device#v1\.([\w-]{43})\.([\w-]{43})\.([\w-]{43})\.([\w-]{22})$/i;
const PORT_MAX = 65_535;

export function formatDeviceLink(link: DeviceLink): string {
  const parts = [idBytes(link.workspace), link.relayKeyHash, link.chain, idBytes(link.member)].map(toBase64Url);
  return `${originOf(link)}/device#${["v1", ...parts].join(".")}`;
}

/** Reads a link, with blanks around it. */
export function parseDeviceLink(text: string): DeviceLinkParsing {
  const [, scheme, host, port, ...parts] = PATTERN.exec(text.trim()) ?? [];
  const [workspace, relayKeyHash, chain, member] = parts.map((part) => fromBase64Url(part));
  if (scheme === undefined || host === undefined || member?.length !== DEVICE_BYTES) return BROKEN;
  const secure = scheme.toLowerCase() === "https";
  const link: DeviceLink = {
    secure,
    host: host.toLowerCase(),
    port: port === undefined ? defaultPort(secure) : Number(port),
    workspace: workspaceId(workspace!),
    relayKeyHash: relayKeyHash!,
    chain: chain!,
    member: deviceId(member),
  };
  // A link has one spelling after the #.
  const isWhole = formatDeviceLink(link).endsWith(text.trim().slice(text.trim().indexOf("#")));
  return isWhole && link.port >= 1 && link.port <= PORT_MAX ? { type: "Parsed", link } : BROKEN;
}

const BROKEN: DeviceLinkParsing = {
  type: "Broken",
  reason: "this is not a device link, or not the whole of one: copy it again",
};
