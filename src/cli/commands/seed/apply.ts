import { act } from '../../face.ts';
import { PRUNE, viewOf } from './shown.ts';

/** Makes a workspace what a document says, all of it or nothing. */
export const apply = act({
  usage: 'apply <files...>',
  about: 'make a workspace what a document says, all of it or nothing; a second time changes nothing',
  examples: [
    ['switchboard seed apply acme.yaml', 'on an empty database the document’s own owner founds it'],
    [
      'switchboard seed apply base.yaml people.yaml --prune',
      'and remove what they do not name, of the kinds that they name',
    ],
    ['switchboard seed apply plan.json', 'just what was planned; a plan that does not hold any more is refused'],
  ],
  flags: [PRUNE],
  notes: [
    'Without --prune nothing is removed, and what things hold is only added to: choices of fields, actions of roles, what',
    'members were granted, who is in a team or on a list. What a thing is made of is the whole of it where it is said: words',
    'and actions of a responder, where: of a segment, whom a blast is for.',
    'With --prune the document is the whole of the kinds that it names: other things of them go, and so does what is not said',
    'of those that it names. Whoever acts stays, and so do names, roles and statuses of members. Who is in a team goes where',
    'the document names teams and users, or says members: or teams:; who is on a list where it names contacts, or says so. Of',
    'contacts in a file only that goes for which the file has a column.',
    'Under --prune a blast that has not gone out is cancelled. What is history stays: conversations, what contacts agreed to,',
    'and blasts that have gone out.',
    'Contacts by the hundred thousand are read fastest from a file beside the document: contacts: {file: people.csv}.',
    'What the document expects of access is checked before anything is kept: where it does not hold, nothing was changed.',
  ].join('\n'),
  asking: 'switchboard seed plan FILE tells every right that is missing',
  acts: async (given, around, rehearsal) => {
    const { applied } = await import('../../seed/planned.ts');
    return applied(given.args, around, { prunes: given.flag('prune'), rehearsal });
  },
  show: (answer, _, isTerminal) => viewOf(answer, isTerminal),
  names: ({ steps }) => steps.map(({ kind, name }) => `${kind} ${name}`),
  isNo: ({ unmet }) => unmet.length > 0,
});
