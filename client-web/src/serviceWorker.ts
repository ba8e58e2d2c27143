/**
 * Keeps the app's own files in the browser, so that it opens without a network. Each build has a cache of its own. The next one takes over when the
 * person says so or when no page is open any more; the one before stays beside it, for pages that are still to load again. Knows nothing of workspaces.
 */
/** Put in by the build: what this build is called, and every file that it consists of. */
declare const BUILD: string;
declare const FILES: readonly string[];

const PREFIX = "meridian-";
const CACHE = PREFIX + BUILD;
const PAGE = "/";
const PAGES: readonly string[] = ["/join", "/device", "/index.html"];
const HASHED = "/assets/";
/** Caches that stay: this build's and the one's before. */
const KEPT = 2;
const scope = globalThis as unknown as ServiceWorkerGlobalScope;

scope.addEventListener("install", (event) => event.waitUntil(keepAll()));
scope.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
scope.addEventListener("message", ({ data }) => {
  if (data === "take over") void scope.skipWaiting();
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  // The link of an invite or of a device is a page like any other: what it says stays after the #.
  const path = request.mode === "navigate" && PAGES.includes(pathname) ? PAGE : pathname;
  if (FILES.includes(path) || path.startsWith(HASHED)) event.respondWith(answer(path, request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Past the browser's own cache for what has no hash in its name.
  await cache.addAll(FILES.map((path) => new Request(path, { cache: path.startsWith(HASHED) ? "default" : "reload" })));
}

async function dropOthers(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  for (const name of others.slice(0, 1 - KEPT)) await caches.delete(name); // the oldest first
  await scope.clients.claim();
}

async function answer(path: string, request: Request): Promise<Response> {
  const kept = (await (await caches.open(CACHE)).match(path)) ?? (path === PAGE ? undefined : await caches.match(path));
  return kept ?? fetch(request);
}
