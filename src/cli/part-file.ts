import { randomBytes } from 'node:crypto';

/** Where a file is written before it takes its place: beside it, so that nobody ever finds half of it under its name. */
export const partOf = (path: string): string => `${path}.${randomBytes(4).toString('hex')}.part`;
