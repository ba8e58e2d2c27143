/** The link that a newcomer gets (LINK-1, LINK-2). All of value is after the `#`, which browsers do not send. */
import { fromBase64Url, sha256, toBase64Url, toHex } from "../protocol/bytes";
import { idBytes, type WorkspaceId, workspaceId } from "../protocol/ids";
import type { VerifyKey } from "./signature";

export interface InviteLink {
  /** Whether the relay is dialled by TLS. */
  readonly secure: boolean;
  readonly host: string;
  readonly port: number;
  readonly workspace: WorkspaceId;
  readonly relayKeyHash: Uint8Array;
  /** The log's chain where the link was made: a newcomer must find it in the log. */
  readonly chain: Uint8Array;
  readonly seed: Uint8Array;
}

/** A reason is one sentence for the person who pasted it, without the seed. */
export type LinkParsing =
  | { readonly type: "Parsed"; readonly link: InviteLink }
  | { readonly type: "Broken"; readonly reason: string };

const VERSION = "v1";
const PORT_MAX = 65_535;
const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])$/;
const PART_CHARACTERS = 43;
const PARTS = ["workspace", "relay key", "log", "secret"] as const;

class BrokenLink extends Error {}

export function formatLink(link: InviteLink): string {
  const parts = [idBytes(link.workspace), link.relayKeyHash, link.chain, link.seed].map(toBase64Url);
  return `${originOf(link)}/join#${[VERSION, ...parts].join(".")}`;
}

/** Where its relay is, as the beginning of an address. */
export function originOf(link: Pick<InviteLink, "secure" | "host" | "port">): string {
  const authority = link.port === defaultPort(link.secure) ? link.host : hostAndPort(link);
  return `${link.secure ? "https" : "http"}://${authority}`;
}

/** HOST:PORT, as in a login proof. */
export function hostAndPort(link: Pick<InviteLink, "host" | "port">): string {
  return `${link.host}:${link.port}`;
}

/** Whether this is the relay key that the link names. */
export function namesRelay(link: InviteLink, relayKey: VerifyKey): boolean {
  return toHex(sha256(relayKey.bytes)) === toHex(link.relayKeyHash);
}

/** Reads a link, with blanks around it. */
export function parseLink(text: string): LinkParsing {
  try {
    return { type: "Parsed", link: read(text.trim()) };
  } catch (e) {
    if (e instanceof BrokenLink) return { type: "Broken", reason: e.message };
    throw e;
  }
}

export function defaultPort(secure: boolean): number {
  return secure ? 443 : 80;
}

function read(text: string): InviteLink {
  const hash = text.indexOf("#");
  const address = readAddress(hash < 0 ? text : text.slice(0, hash));
  if (hash < 0) throw new BrokenLink("the part of the link after # is missing: copy the whole link");
  const parts = readParts(text.slice(hash + 1));
  const [workspace, relayKeyHash, chain, seed] = PARTS.map((name, i) => readPart(parts[i] ?? "", name));
  return { ...address, workspace: workspaceId(workspace!), relayKeyHash: relayKeyHash!, chain: chain!, seed: seed! };
}

function readAddress(text: string): Pick<InviteLink, "secure" | "host" | "port"> {
  const schemeEnd = text.indexOf("://");
  const scheme = schemeEnd < 0 ? "" : text.slice(0, schemeEnd).toLowerCase();
  if (scheme !== "https" && scheme !== "http") {
    throw new BrokenLink("an invite link begins with https:// or http://");
  }
  const rest = text.slice(schemeEnd + 3);
  const slash = rest.indexOf("/");
  if (slash < 0 || rest.slice(slash) !== "/join") {
    throw new BrokenLink("this is not an invite link: the address ends in /join before the #");
  }
  return readAuthority(scheme === "https", rest.slice(0, slash).toLowerCase());
}

function readAuthority(secure: boolean, authority: string): Pick<InviteLink, "secure" | "host" | "port"> {
  const portColon = authority.indexOf(":", authority.indexOf("]") + 1);
  const host = portColon < 0 ? authority : authority.slice(0, portColon);
  if (host === "") throw new BrokenLink("the link names no relay");
  if (!HOST.test(host)) throw new BrokenLink(`the relay's name in the link is not a host name: ${host}`);
  return { secure, host, port: portColon < 0 ? defaultPort(secure) : readPort(authority.slice(portColon + 1)) };
}

function readPort(text: string): number {
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > PORT_MAX) {
    throw new BrokenLink(`the relay's port in the link is not a number from 1 to 65535: ${text}`);
  }
  return port;
}

function readParts(fragment: string): string[] {
  const [version = "", ...parts] = fragment.split(".");
  if (version !== VERSION) {
    throw new BrokenLink(
      /^v[0-9]{1,3}$/.test(version)
        ? `the link is of version ${version}: it needs a newer Meridian`
        : `the part of the link after # does not begin with ${VERSION}`,
    );
  }
  if (parts.length < PARTS.length) throw new BrokenLink(`the link is cut short: its ${PARTS[parts.length]} is missing`);
  if (parts.length > PARTS.length) throw new BrokenLink("the link goes on after its end: copy it alone");
  return parts;
}

function readPart(text: string, name: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) {
    throw new BrokenLink(`the ${name} in the link holds a character that does not belong there`);
  }
  if (text.length !== PART_CHARACTERS) {
    throw new BrokenLink(`the ${name} in the link has ${text.length} characters, not ${PART_CHARACTERS}`);
  }
  const bytes = fromBase64Url(text);
  // 43 characters hold two bits more than 32 bytes do: a link has one spelling.
  if (toBase64Url(bytes) !== text) throw new BrokenLink(`the last character of the ${name} in the link is wrong`);
  return bytes;
}
