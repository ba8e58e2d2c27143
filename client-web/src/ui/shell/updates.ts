/** The service worker's end in the page: keeps the app for use without a network, and knows of a newer one. */
import { useSyncExternalStore } from "react";
import type { EngineClient } from "../../worker/client";

const listeners = new Set<() => void>();
let waiting: ServiceWorker | undefined;

/** Registers the worker where the browser has such, and looks for a newer app each hour and each time the window is looked at again. */
export function startUpdates(engine: EngineClient): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const { serviceWorker } = navigator;
  const hadOne = serviceWorker.controller !== null;
  let going = false;
  serviceWorker.addEventListener("controllerchange", () => {
    if (!hadOne || going) return; // the first one takes an app over that is as new as itself
    going = true;
    void loadAgain(engine);
  });
  serviceWorker.register("/serviceWorker.js").then(follow, (e: unknown) => {
    // The app works without: a private window of some browsers has no service workers.
    console.warn("The app is not kept for use without a network:", e);
  });
}

/** After what is being typed was taken and written. All windows load again, because their one engine is of the app that was. */
async function loadAgain(engine: EngineClient): Promise<void> {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await engine.settled();
  location.reload();
}

const HOUR_MILLIS = 3_600_000;

function follow(registration: ServiceWorkerRegistration): void {
  const look = () => {
    waiting = navigator.serviceWorker.controller === null ? undefined : (registration.waiting ?? undefined);
    for (const listener of listeners) listener();
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  look();
  // Without a network there is nothing newer.
  const ask = () => void registration.update().catch(() => undefined);
  setInterval(ask, HOUR_MILLIS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask();
  });
}

/** Whether a newer app is here and waits. */
export function useNewVersion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting !== undefined,
  );
}

/** Lets the newer app take over; every window loads again. What was edited is kept: the engine wrote it before it said so. */
export function takeNewVersion(): void {
  waiting?.postMessage("take over");
}
