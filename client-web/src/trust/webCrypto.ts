/** What stands in for Node's module of that name in browsers. */
export const webcrypto = globalThis.crypto;
