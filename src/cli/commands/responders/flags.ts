import { HOURS } from '../../../domain/responder.ts';
import { MODES } from '../../../domain/responder-mode.ts';
import type { Flag, Given } from '../../face.ts';
import type { Surroundings } from '../../surroundings.ts';
import { textOrFile } from '../../text-file.ts';

/** The flags that adding and editing share. */
export const PARTS: readonly Flag[] = [
  { flags: '--line <line>', about: 'the line on which it answers' },
  { flags: '--all-lines', about: 'it answers on all lines, those to come among them' },
  { flags: '--keyword <words...>', about: 'the words that it answers; capitals, blanks and punctuation do not count' },
  { flags: '--mode <mode>', about: `how a word and a message agree: ${MODES.join(', ')}; exact when left out` },
  { flags: '--pattern <pattern>', about: 'a regular expression instead of words' },
  { flags: '--reply <text>', about: 'what it says, with variables: {first_name|there}' },
  { flags: '--file <file>', about: 'read what it says from there (- for standard input)' },
  { flags: '--template <name>', about: 'it says what that template says' },
  {
    flags: '--action <actions...>',
    about: 'what it does: list=VIP, tag=lead, assign=bo@acme.com, assign=team:Sales, consent=opted-in',
  },
  { flags: '--during <hours>', about: `${HOURS.join(', ')}; away answers outside-hours when left out` },
  { flags: '--from <date>', about: 'only from that day on, by the clocks of its line, or from a time' },
  { flags: '--until <date>', about: 'only through that day, or until just before a time' },
  { flags: '--cooldown <duration>', about: 'how long it is silent to whom it answered; welcome and away 24h, else 0' },
  { flags: '--priority <n>', about: 'the higher goes first among equals; 0 when left out' },
  { flags: '--quiet-when-claimed', about: 'silent while a person has claimed the conversation' },
];

const LEAST_PRIORITY = -1_000_000;

/** What those flags say. */
export async function partsGiven(given: Given, around: Surroundings) {
  const list = (name: string) => {
    const said = given.list(name);
    return said && [...said];
  };
  return {
    line: given.text('line'),
    allLines: given.flag('allLines'),
    keywords: list('keyword'),
    mode: given.text('mode'),
    pattern: given.text('pattern'),
    reply: await textOrFile(given.text('reply'), given, around),
    template: given.text('template'),
    actions: list('action'),
    during: given.text('during') as 'always' | undefined,
    from: given.text('from'),
    until: given.text('until'),
    cooldown: given.text('cooldown'),
    priority: given.number('priority', LEAST_PRIORITY),
  };
}
