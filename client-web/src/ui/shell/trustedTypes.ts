/**
 * The one policy of the page (Trusted Types): a script's address may be of this origin and nothing else; markup and code from text never. The browser asks it
 * wherever a worker is started from a plain address, which is how the bundler writes it.
 */
interface PolicyFactory {
  createPolicy(name: "default", rules: { createScriptURL(url: string): string }): unknown;
}

export function allowOwnScripts(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => {
      if (new URL(url, location.href).origin !== location.origin) throw new TypeError("a script of another origin");
      return url;
    },
  });
}
