/** Which cards stand out. What does not fit is dimmed, never hidden; the filters live in the page's address. */
import type { Card } from "../../../model/board";
import { ownerText } from "../../../model/values";

export const QUICK = ["blocked", "changed", "needs"] as const;
export type Quick = (typeof QUICK)[number];

/** Of each list one must fit, of the lists all. */
export interface Filters {
  /** Status ids, or "none". */
  readonly statuses: readonly string[];
  /** Member ids or names of owners, or "none". */
  readonly owners: readonly string[];
  readonly labels: readonly string[];
  readonly quick: readonly Quick[];
}

export const NO_FILTERS: Filters = { statuses: [], owners: [], labels: [], quick: [] };
export const NONE = "none";

export function isFiltering({ statuses, owners, labels, quick }: Filters): boolean {
  return statuses.length + owners.length + labels.length + quick.length > 0;
}

/** What is known of a card beside its fields. */
export interface Known {
  readonly blocked: boolean;
  readonly changed: boolean;
  readonly needs: boolean;
}

export function fits(filters: Filters, card: Card, known: Known): boolean {
  const { statuses, owners, labels, quick } = filters;
  if (statuses.length > 0 && !statuses.includes(card.status ?? NONE)) return false;
  if (owners.length > 0) {
    const has = card.owners.length === 0 ? [NONE] : card.owners.map(ownerText);
    if (!has.some((owner) => owners.includes(owner))) return false;
  }
  if (labels.length > 0 && !card.labels.some((label) => labels.includes(label))) return false;
  return quick.every((each) => known[each]);
}

export function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

/** As the part of an address after `?`; empty where nothing is filtered. */
export function printFilters({ statuses, owners, labels, quick }: Filters): string {
  const params = new URLSearchParams();
  for (const status of statuses) params.append("status", status);
  for (const owner of owners) params.append("owner", owner);
  for (const label of labels) params.append("label", label);
  for (const each of quick) params.append("show", each);
  return params.toString();
}

export function parseFilters(query: string): Filters {
  const params = new URLSearchParams(query);
  const all = (key: string) => [...new Set(params.getAll(key))];
  const quick = QUICK.filter((each) => params.getAll("show").includes(each));
  return { statuses: all("status"), owners: all("owner"), labels: all("label"), quick };
}

/** The fragment of an address with other filters: what stands before `?` is the page's. */
export function withFilters(fragment: string, filters: Filters): string {
  const [page = ""] = fragment.split("?");
  const query = printFilters(filters);
  return query === "" ? page : `${page || "#"}?${query}`;
}

export function filtersIn(fragment: string): Filters {
  const at = fragment.indexOf("?");
  return at < 0 ? NO_FILTERS : parseFilters(fragment.slice(at + 1));
}
