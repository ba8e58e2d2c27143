/** JSON in its canonical form (JSON-1 to JSON-4): keys sorted, two blanks, numbers as ECMAScript prints them. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** The value of a JSON text, or undefined where it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // not JSON: the caller says what that means
  }
}

/** With line breaks and two blanks for each level. */
export function printJson(json: Json): string {
  return print(json, "\n");
}

/** Without blanks. */
export function printCompact(json: Json): string {
  return print(json, undefined);
}

function print(json: Json, newLine: string | undefined): string {
  if (typeof json === "bigint") return json.toString();
  if (typeof json === "number") return Number.isFinite(json) ? String(json === 0 ? 0 : json) : "null";
  if (!Array.isArray(json) && !isObject(json)) return JSON.stringify(json);
  const inner = newLine === undefined ? undefined : `${newLine}  `;
  const items = isObject(json)
    ? Object.keys(json)
        .sort()
        .map((key) => `${JSON.stringify(key)}${inner === undefined ? ":" : ": "}${print(json[key] ?? null, inner)}`)
    : (json as readonly Json[]).map((each) => print(each, inner));
  const [open, close] = isObject(json) ? ["{", "}"] : ["[", "]"];
  if (items.length === 0) return `${open}${close}`;
  return `${open}${inner ?? ""}${items.join(`,${inner ?? ""}`)}${newLine ?? ""}${close}`;
}
