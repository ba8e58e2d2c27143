import type { RelayAddress } from "../../store/homeStore";

/** The relay that an address names, unless it names none. */
export function relayOf(text: string): RelayAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") return undefined;
  const secure = protocol === "https:";
  return { secure, host: hostname, port: port === "" ? (secure ? 443 : 80) : Number(port) };
}
