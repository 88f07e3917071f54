import type { SeedPart } from '../../domain/seed.ts';
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

/** How one kind of thing is compared, and what a document calls it. */
interface Comparing {
  readonly kind: SeedPart;
  readonly steps: (site: Site) => Steps;
}

/** What is compared and made, in order: what others name comes before them. */
export const MAKING: readonly Comparing[] = [
  { kind: 'workspace', steps: workspaceSteps },
  { kind: 'products', steps: productSteps },
  { kind: 'lines', steps: lineSteps },
  { kind: 'settings', steps: settingSteps },
  { kind: 'roles', steps: roleSteps },
  { kind: 'teams', steps: teamSteps },
  { kind: 'users', steps: userSteps },
  { kind: 'teams', steps: teamMemberSteps },
  { kind: 'fields', steps: fieldSteps },
  { kind: 'lists', steps: listSteps },
  { kind: 'contacts', steps: contactSteps },
  { kind: 'contacts', steps: consentSteps },
  { kind: 'lists', steps: listMemberSteps },
  { kind: 'lists', steps: segmentSteps },
  { kind: 'templates', steps: templateSteps },
  { kind: 'responders', steps: responderSteps },
  { kind: 'settings', steps: assignmentSteps },
  { kind: 'conversations', steps: conversationSteps },
  { kind: 'blasts', steps: blastSteps },
];

/** What is taken away where the document is the whole, in order: what names others goes before them. */
export const PRUNING: readonly Comparing[] = [
  { kind: 'blasts', steps: blastsPruned },
  { kind: 'templates', steps: templatesPruned },
  { kind: 'lists', steps: listsPruned },
  { kind: 'contacts', steps: contactsPruned },
  { kind: 'fields', steps: fieldsPruned },
  { kind: 'users', steps: holdingsPruned },
  { kind: 'users', steps: usersPruned },
  { kind: 'teams', steps: teamsPruned },
  { kind: 'roles', steps: rolesPruned },
  { kind: 'lines', steps: linesPruned },
  { kind: 'products', steps: productsPruned },
];

/** What is done last. */
export const ENDING: readonly Comparing[] = [{ kind: 'workspace', steps: workspaceEnds }];
