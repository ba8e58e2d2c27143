/** Where the page is: everything after the `#`, so that the relay never learns it. The query of the fragment (`#/path?query`) is a page's own. */
import { useSyncExternalStore } from "react";
import type { BaseLocationHook } from "wouter";

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  addEventListener("popstate", listener);
  return () => {
    removeEventListener("hashchange", listener);
    removeEventListener("popstate", listener);
  };
}

function fragment(): string {
  return `/${location.hash.replace(/^#?\/?/, "")}`;
}

const path = () => fragment().split("?", 1)[0] ?? "/";
const query = () => fragment().split("?").slice(1).join("?");

interface Going {
  readonly replace?: boolean;
}

/** Goes to a path of this app, `/w/...`, with a query if it has one. */
export function go(to: string, { replace = false }: Going = {}): void {
  const oldURL = location.href;
  history[replace ? "replaceState" : "pushState"](null, "", `#${to}`);
  dispatchEvent(new HashChangeEvent("hashchange", { oldURL, newURL: location.href }));
}

/** wouter's hook for the path; its query is heard by `useFragmentQuery`. */
export const useFragmentPath: BaseLocationHook = Object.assign(
  (): [string, (to: string, how?: Going) => void] => [useSyncExternalStore(subscribe, path), go],
  { hrefs: (href: string) => `#${href}`, searchHook: () => useSyncExternalStore(subscribe, query) },
);

/** What stands after the `?` of the fragment, and how to set it without leaving the page: filters and the like. */
export function useFragmentQuery(): [URLSearchParams, (next: URLSearchParams) => void] {
  const text = useSyncExternalStore(subscribe, query);
  return [
    new URLSearchParams(text),
    (next) => {
      const now = next.toString();
      go(now === "" ? path() : `${path()}?${now}`, { replace: true });
    },
  ];
}
