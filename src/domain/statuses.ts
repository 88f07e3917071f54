/** The states a member can be in, as rosters and commands write them. */
export const rosterStatuses = ['invited', 'active', 'suspended'] as const;
