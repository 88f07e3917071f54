import { MODELS } from '../../../access/roles.ts';
import { readCountry } from '../../../domain/country.ts';
import { invalid } from '../../../domain/errors.ts';
import type { SeedSettings, SeedWorkspace } from '../../../domain/seed.ts';
import { SEED_WORKSPACE_STATES } from '../../../domain/seed.ts';
import { awaySaid, hoursSaid, windowSaid, zoneSaid } from '../../../domain/setting-words.ts';
import { APPROVAL_RULES, ASSIGNMENT_MODES } from '../../../domain/settings.ts';
import { slug } from '../../../domain/slug.ts';
import { teamName } from '../../../domain/team-name.ts';
import { mapOf } from '../map-shape.ts';
import { flag, oneOf, orNull, text, whole } from '../shape.ts';
import { email, line } from '../words.ts';

/** The workspace itself. */
export const workspace = mapOf<SeedWorkspace>(
  'the workspace itself',
  {
    slug: text('its short name, by which commands know it', (typed) => slug(typed.trim()), {
      schema: { pattern: '^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$' },
    }),
    name: line('what people call it'),
    model: oneOf('its model of roles; it is chosen once', MODELS),
    owner: email('who founds it where it is not there yet'),
    state: oneOf('whether it is in use', SEED_WORKSPACE_STATES),
  },
  { needs: ['slug'] },
);

/** A rule that takes an empty text for nothing, where something must be said. */
const said =
  <T>(rule: (typed: string) => T | null) =>
  (typed: string): T => {
    const value = rule(typed);
    if (value !== null) return value;
    throw invalid('missing-value', 'nothing is said');
  };

const assignment = mapOf<NonNullable<SeedSettings['assignment']>>(
  'how conversations that nobody answers for are dealt out',
  { mode: oneOf('in which way', ASSIGNMENT_MODES), team: orNull(text('to whose members', teamName)) },
  {
    needs: ['mode'],
    agrees: ({ mode, team = null }, complain) => {
      if (mode === 'off' && team !== null)
        complain('team', 'needless-key', 'nothing is dealt out: there is no team to name');
      if (mode !== 'off' && team === null)
        complain(null, 'missing-key', 'conversations are dealt out to a team', 'add team: NAME');
    },
  },
);

const approval = mapOf<NonNullable<SeedSettings['approval']>>(
  'when a blast needs approval',
  {
    rule: oneOf('never, always, or above a number of recipients', APPROVAL_RULES),
    above: orNull(whole('above how many', 1)),
  },
  {
    needs: ['rule'],
    agrees: ({ rule, above = null }, complain) => {
      if (rule !== 'above' && above !== null)
        complain('above', 'needless-key', `the rule ${rule} knows no number`, 'leave it out');
      if (rule === 'above' && above === null)
        complain(null, 'missing-key', 'approval above how many recipients?', 'add above: 500');
    },
  },
);

/** What the workspace has set. */
export const settings = mapOf<SeedSettings>(
  'what the workspace has set; null takes a part back to what it is at first',
  {
    timeZone: orNull(text('an IANA time zone, as America/New_York', said(zoneSaid))),
    country: orNull(
      text('whose national numbers are understood, in two letters', readCountry, {
        schema: { pattern: '^[A-Za-z]{2}$' },
      }),
    ),
    businessHours: orNull(text('mon-fri 09:00-17:00; sat 10:00-14:00, or always, or closed', said(hoursSaid))),
    awayMessage: orNull(text('what is answered outside business hours', said(awaySaid))),
    assignment,
    approval,
    quietHours: orNull(text('when blasts may go out, in the recipient’s time: 09:00-18:00', said(windowSaid))),
    yesOptsIn: flag('whether YES opts in, like START'),
  },
);
