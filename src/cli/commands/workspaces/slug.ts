import type { Given } from '../../face.ts';

/** The workspace that the first argument names, if it names one. */
export const slugTyped = ({ args }: Given): string | undefined => args[0];
