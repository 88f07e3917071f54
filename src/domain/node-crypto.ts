/** Node's cryptography, which takes milliseconds to load: only what hashes or draws waits for it. */
export const nodeCrypto = () => process.getBuiltinModule('node:crypto');
