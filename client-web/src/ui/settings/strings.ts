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
  passphrase: "A passphrase for your keys",
  passphraseWhy:
    "With it, whoever gets at this browser’s profile cannot act or read on as you: Meridian asks for it whenever it starts. Boards and documents that are here already stay readable in the profile; and nobody can tell you the passphrase when you have forgotten it.",
  passphraseSet: "Your keys are under a passphrase. Meridian asks for it whenever it starts in this browser.",
  passphraseCurrent: "Passphrase now",
  passphraseNext: "New passphrase, eight characters or more",
  passphraseAgain: "The new one again",
  passphraseDiffers: "The two new passphrases are not the same: type them again.",
  passphraseSetDo: "Set it",
  passphraseChange: "Change it",
  passphraseRemove: "Take it away",
  passphraseNowSet: "The passphrase is set.",
  passphraseChanged: "The passphrase is changed.",
  passphraseRemoved: "The passphrase is taken away.",
} as const;
