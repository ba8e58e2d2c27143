/** Light or dark: as the system says, until the person says otherwise in this browser. */
import { useSyncExternalStore } from "react";

export type ThemeChoice = "system" | "light" | "dark";
export type Theme = "light" | "dark";

const KEY = "meridian.theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

export function themeChoice(): ThemeChoice {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** What is shown: also the `data-theme` of the page's root, which the colours hang on. */
export function theme(): Theme {
  const choice = themeChoice();
  if (choice !== "system") return choice;
  return system.matches ? "dark" : "light";
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  show();
}

function show(): void {
  document.documentElement.dataset.theme = theme();
  for (const listener of listeners) listener();
}

/** Shows the theme from now on, and follows the system and other tabs. */
export function startTheme(): void {
  system.addEventListener("change", show);
  window.addEventListener("storage", ({ key }) => {
    if (key === KEY) show();
  });
  show();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice);
}

/** For what paints by itself (a canvas): renders again when the colours change. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, theme);
}
