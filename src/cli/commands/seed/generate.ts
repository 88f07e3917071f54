import { resolve } from 'node:path';
import { invalid } from '../../../domain/errors.ts';
import { yamlLines } from '../../../render/document.ts';
import type { Plain } from '../../../render/yaml.ts';
import { act } from '../../face.ts';
import type { Generated } from '../../seed/generate/run.ts';

/** Makes up a workspace. */
export const generate = act({
  usage: 'generate',
  about: 'make up a workspace as a document, of as many people and contacts as asked for',
  examples: [
    [
      'switchboard seed generate --seed 42 --now 2026-01-01T00:00:00Z --users 500 --contacts 100000 --lines 20 --out world',
      'world/workspace.yaml, and its contacts in world/contacts.csv',
    ],
    ['switchboard seed generate --now 2026-01-01T00:00:00Z --contacts 50 > small.yaml', 'a small one, all in one file'],
    [
      'switchboard seed generate --now 2026-01-01T00:00:00Z --cover access > access.yaml',
      'the smallest cast for which every action and scope has one who may and one who may not',
    ],
  ],
  flags: [
    { flags: '--seed <text>', about: 'what it is drawn from: another one makes another workspace (1)' },
    { flags: '--model <model>', about: 'standard-admin, or owner-manager-agent' },
    { flags: '--users <count>', about: 'members (20)' },
    { flags: '--contacts <count>', about: 'contacts, at most 1,000,000 (200)' },
    { flags: '--lines <count>', about: 'lines of all kinds (3)' },
    { flags: '--teams <count>', about: 'teams; one for ten members' },
    { flags: '--conversations <count>', about: 'conversations; one for twenty contacts, at most 2,000' },
    { flags: '--blasts <count>', about: 'blasts; one more than lines, at most 20' },
    { flags: '--out <folder>', about: 'write workspace.yaml and contacts.csv there, for their owner alone' },
    {
      flags: '--cover <what>',
      about: 'access: the smallest cast that tries every action, with what is expected of it',
    },
  ],
  notes: [
    'The same arguments make the same bytes, on every machine. --now is the time that it counts from: conversations are',
    'before it, scheduled blasts after, so apply it with the same --now. All numbers are from the ranges that are kept for',
    'fiction, all addresses at domains that are reserved for examples; once all numbers are given, contacts have addresses',
    'alone. Files of these names that are in the folder already are replaced. What contacts agreed to is said in one document',
    'alone: a file of contacts has no column for it.',
  ].join('\n'),
  acts: async (given, { cwd, context, note }, rehearsal): Promise<Generated> => {
    const { generated } = await import('../../seed/generate/run.ts');
    const out = given.text('out');
    if (out === '') throw invalid('usage', '--out takes a folder');
    return generated(given, context.now, out === undefined ? undefined : resolve(cwd, out), rehearsal, note);
  },
  show: (answer) =>
    'files' in answer
      ? { record: { ...answer }, columns: Object.keys(answer).map((key) => ({ key })) }
      : { lines: yamlLines(answer as { readonly [part: string]: Plain }) },
  names: (answer) => ('files' in answer ? (answer.files as readonly string[]) : []),
});
