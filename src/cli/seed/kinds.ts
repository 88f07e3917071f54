import { blastSteps, blastsPruned } from './kinds/blasts.ts';
import { consentSteps } from './kinds/consents.ts';
import { contactSteps } from './kinds/contacts.ts';
import { contactsPruned } from './kinds/contacts-pruned.ts';
import { conversationSteps } from './kinds/conversations.ts';
import { fieldSteps, fieldsPruned } from './kinds/fields.ts';
import { lineSteps, linesPruned } from './kinds/lines.ts';
import { listMemberSteps } from './kinds/list-members.ts';
import { listSteps, listsPruned, segmentSteps } from './kinds/lists.ts';
import { productSteps, productsPruned } from './kinds/products.ts';
import { responderSteps } from './kinds/responders.ts';
import { roleSteps, rolesPruned } from './kinds/roles.ts';
import { assignmentSteps, settingSteps } from './kinds/settings.ts';
import { teamMemberSteps, teamSteps, teamsPruned } from './kinds/teams.ts';
import { templateSteps, templatesPruned } from './kinds/templates.ts';
import { userSteps } from './kinds/users.ts';
import { holdingsPruned, usersPruned } from './kinds/users-pruned.ts';
import { workspaceEnds, workspaceSteps } from './kinds/workspace.ts';
import type { Site } from './site.ts';
import type { Steps } from './step.ts';

/** What is compared and made, in order: what others name comes before them. */
export const MAKING: readonly ((site: Site) => Steps)[] = [
  workspaceSteps,
  productSteps,
  lineSteps,
  settingSteps,
  roleSteps,
  teamSteps,
  userSteps,
  teamMemberSteps,
  fieldSteps,
  listSteps,
  contactSteps,
  consentSteps,
  listMemberSteps,
  segmentSteps,
  templateSteps,
  responderSteps,
  assignmentSteps,
  conversationSteps,
  blastSteps,
];

/** What is taken away where the document is the whole, in order: what names others goes before them. */
export const PRUNING: readonly ((site: Site) => Steps)[] = [
  blastsPruned,
  templatesPruned,
  listsPruned,
  contactsPruned,
  fieldsPruned,
  holdingsPruned,
  usersPruned,
  teamsPruned,
  rolesPruned,
  linesPruned,
  productsPruned,
];

/** What is done last. */
export const ENDING: readonly ((site: Site) => Steps)[] = [workspaceEnds];
