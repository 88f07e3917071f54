import { describe, expect, it } from 'vitest';
import { COMPLIANCE_WORDS, complianceOf } from '../../src/domain/opt-words.ts';

const kindOf = (text: string, yesOptsIn = false) => complianceOf(text, { yesOptsIn })?.kind;

describe('whoever writes this wants no more messages', () => {
  it.each([
    ['as the law writes it', 'STOP'],
    ['in small letters', 'stop'],
    ['in mixed letters', 'sToP'],
    ['with a full stop', 'Stop.'],
    ['with many marks', 'stop!!!'],
    ['in typographic quotes', '“STOP”'],
    ['in plain quotes', '"stop"'],
    ['in angled quotes', '«Stop»'],
    ['in single quotes', '‘stop’'],
    ['in low quotes', '„STOP“'],
    ['with an emoji', 'UNSUBSCRIBE 🙏'],
    ['between emoji of several parts', '👩🏽‍💻 stop ❤️'],
    ['with a flag', 'stop 🇩🇪'],
    ['in bold marks', '*stop*'],
    ['in brackets', '(stop)'],
    ['in square brackets', '[STOP]'],
    ['with Spanish marks', '¡STOP!'],
    ['with dots', '...stop...'],
    ['with a hash', '#stop'],
    ['with a slash, as to a bot', '/stop'],
    ['with a line break', 'Stop\n'],
    ['behind more blanks than are read', `${' '.repeat(20_000)}stop`],
    ['with blanks around', '  stop\t'],
    ['with a blank that does not break', '\u00a0stop\u00a0'],
    ['with zero width behind', 'stop\u200b'],
    ['with zero width within', 'st\u200cop'],
    ['with a byte order mark', '\ufeffSTOP'],
    ['with a soft hyphen', 'unsub\u00adscribe'],
    ['right to left', '\u202bstop\u202c'],
    ['with a variation selector', 'stop\ufe0f'],
    ['in full width', 'ＳＴＯＰ'],
    ['in mathematical bold', '𝗦𝗧𝗢𝗣'],
    ['in circles', 'ⓢⓣⓞⓟ'],
    ['with a long s', 'ſtop'],
    ['with Turkish capitals', 'UNSUBSCRİBE'],
    ['with Turkish small letters', 'quıt'],
    ['two words', 'Stop all'],
    ['two words far apart', 'stop \n all!'],
    ['two words joined', 'STOPALL'],
    ['two words with a hyphen', 'STOP-ALL'],
    ['opt out', 'opt out'],
    ['opt-out', 'Opt-Out.'],
    ['opt-out with a dash', 'opt – out'],
    ['optout', 'OptOut'],
    ['in French', 'Arrêt'],
    ['in French without an accent', 'ARRET'],
    ['in French, decomposed', 'arre\u0302t'],
    ['cancel', 'Cancel!'],
    ['end', 'END'],
    ['quit', 'quit?'],
    ['revoke', 'Revoke.'],
    ['remove', 'remove,'],
  ])('%s', (_, text) => expect(kindOf(text)).toBe('opt-out'));
});

describe('whoever writes this means something else', () => {
  it.each([
    ['a visit', 'stopping by later'],
    ['a plea', "please don't stop"],
    ['a plea of one word less', "don't stop"],
    ['an ending', 'the end'],
    ['a journey', 'non-stop'],
    ['a journey in two words', 'non stop'],
    ['a sign', 'stop sign'],
    ['a compliment', 'unstoppable'],
    ['a place', 'bus stop'],
    ['a time', 'weekend'],
    ['a question', 'can I cancel my order?'],
    ['an order', 'cancel my order'],
    ['a name', 'Stoppard'],
    ['a negation', 'do not remove'],
    ['an address', 'stop@acme.com'],
    ['letters apart', 's t o p'],
    ['a hyphen within', 'st-op'],
    ['another alphabet', 'ЅТОР'],
    ['a word and a number', 'stop 5'],
    ['a longer word', 'cancelled'],
    ['an emoji', '🛑'],
    ['nothing', ''],
    ['marks', '!!!'],
    ['what every object has', 'constructor'],
  ])('%s', (_, text) => expect(kindOf(text)).toBeUndefined());
});

it('opting in and help are words of their own', () => {
  expect(['Start!', 'UNSTOP', 'start 🙂'].map((text) => kindOf(text))).toEqual(['opt-in', 'opt-in', 'opt-in']);
  expect(['help?', 'INFO', 'ℹ️ help'].map((text) => kindOf(text))).toEqual(['help', 'help', 'help']);
});

it('a yes opts in only where a line says so', () => {
  expect(kindOf('Yes!')).toBeUndefined();
  expect(kindOf('Yes!', true)).toBe('opt-in');
});

it('each word answers to itself, as the lists write it', () => {
  for (const [kind, words] of Object.entries(COMPLIANCE_WORDS))
    for (const word of words) expect(kindOf(word)).toBe(kind);
  expect(complianceOf('“Stop all!”', { yesOptsIn: false })).toEqual({ kind: 'opt-out', word: 'STOP ALL' });
  expect(complianceOf('opt-out', { yesOptsIn: false })?.word).toMatch(/OPT.OUT/);
});
