import { zoneOf } from './quiet-hours.ts';

/** The zone by whose clocks a line goes: where its number lies, else the workspace's; so too for all lines at once (null). */
export const lineZone = (address: string | null, workspaceZone: string): string =>
  zoneOf({ phone: address?.startsWith('+') ? address : null, timeZone: null }, workspaceZone).zone;
