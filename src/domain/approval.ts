import type { Approval } from './settings.ts';

/** Whether a blast for so many recipients is sent only once somebody approved it. */
export const needsApproval = ({ rule, above }: Approval, recipients: number): boolean =>
  rule === 'always' || (rule === 'above' && recipients > (above ?? 0));

/** A rule of approval, as a sentence goes on with it. */
export const approvalWords = ({ rule, above }: Approval): string =>
  rule === 'never' ? 'never needed' : rule === 'always' ? 'always needed' : `needed above ${above ?? 0} recipients`;
