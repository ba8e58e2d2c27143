/** What a person reads on the page of settings. */
export const SETTINGS_STRINGS = {
  settings: "Settings",
  colours: "Colours",
  theme: { system: "As the system has them", light: "Light", dark: "Dark" },
  storage: "Kept in this browser",
  used: (megabytes: string) => `Your workspaces and the app take ${megabytes} MB here.`,
  promised: "The browser has promised to keep them until you clear them yourself.",
  mayClear:
    "The browser may clear them by itself when it runs short of room. What is not synced yet would be lost then.",
  askToKeep: "Ask the browser to keep them",
  notPromised: "The browser has not promised it. Take everything out now and then, or install Meridian as an app.",
  takeOut: "Take everything out",
  takeOutWhy:
    "The whole workspace as one file that is read without Meridian (JSON), as `meridian export --format json` writes it.",
  takeOutDo: "Save the file",
} as const;
