// What made-up workspaces say: long, because it is lists of words, a kind each.
import type { SeedField, SeedList, SeedResponder, SeedTemplate } from '../../../domain/seed.ts';

/** A company is called by one of each. */
export const COMPANIES = [
  ['Amber', 'Birch', 'Cedar', 'Copper', 'Coral', 'Harbor', 'Juniper', 'Lantern', 'Maple', 'Meadow', 'North', 'Orchard'],
  ['Bakery', 'Bikes', 'Books', 'Clinic', 'Dental', 'Foods', 'Gardens', 'Homes', 'Motors', 'Studio', 'Travel', 'Works'],
] as const;

export const TEAMS = [
  ...['Sales', 'Support', 'Success', 'Billing desk', 'Onboarding', 'Renewals', 'Partners', 'Events', 'Field', 'Night'],
  ...['North', 'South', 'East', 'West', 'Returns', 'Repairs', 'Reservations', 'Recruiting', 'Community', 'Press'],
];

export const LINES = [
  ...['Front desk', 'Sales', 'Help mail', 'WhatsApp', 'Support', 'Reminders', 'Web chat', 'Deliveries', 'Bookings'],
  ...['Events', 'After hours', 'Office mail', 'Returns', 'Partners', 'Alerts', 'Recruiting', 'Clinic', 'Workshop'],
];

export const FIELDS = [
  { name: 'plan', kind: 'choice', choices: ['free', 'silver', 'gold'] },
  { name: 'orders', kind: 'number' },
  { name: 'birthday', kind: 'date' },
  { name: 'newsletter', kind: 'yes-no' },
  { name: 'city', kind: 'text' },
] as const satisfies readonly SeedField[];

export const CITIES = [
  ...['Albany', 'Austin', 'Boise', 'Boston', 'Chicago', 'Dayton', 'Denver', 'Eugene', 'Fresno', 'Halifax', 'Houston'],
  ...[
    'Juneau',
    'Laredo',
    'Madison',
    'Miami',
    'Mobile',
    'Montréal',
    'New York',
    'Oakland',
    'Omaha',
    'Phoenix',
    'Quincy',
  ],
  ...['Québec', 'Raleigh', 'Reno', 'San José', 'Seattle', 'Toronto', 'Tucson', 'Vancouver', 'Winnipeg', 'Yonkers'],
];

export const TAGS = ['vip', 'lead', 'customer', 'wholesale', 'press', 'late-payer', 'referral', 'event', 'winback'];

/** Lists that are filled by hand, and the segments that find their contacts. */
export const LISTS: readonly SeedList[] = [
  { name: 'Newsletter', about: 'whoever asked for news' },
  { name: 'Spring event', about: 'guests of the spring event' },
  { name: 'Beta', about: 'tries what is new' },
  { name: 'Suppressed', about: 'left out of blasts' },
];
export const SEGMENTS: readonly SeedList[] = [
  { name: 'Gold', about: 'on the gold plan', where: ['plan = gold'] },
  { name: 'Regulars', about: 'came back often', where: ['orders >= 5'] },
  { name: 'VIP leads', where: ['tag = vip', 'plan = free'] },
];

export const TEMPLATES: readonly SeedTemplate[] = [
  { name: 'greeting', body: 'Hi {first_name|there}, how can we help?' },
  { name: 'hours', body: 'We are here Monday to Friday, 9 to 5.' },
  { name: 'order update', body: 'Hi {first_name|there}, your order is on its way.' },
  { name: 'apology', body: 'We are sorry about that, {first_name|friend}. We are looking into it.' },
  { name: 'review', body: 'How did we do, {first_name|friend}? Answer with a number from 1 to 5.' },
  { name: 'address', body: 'You find us at 12 Example Street, {city|in town}.' },
];

/** Responders of the first line, and of all of them. */
export const RESPONDERS: readonly Omit<SeedResponder, 'line'>[] = [
  { name: 'prices', kind: 'keyword', mode: 'whole-word', words: ['price', 'prices', 'cost'], reply: 'From 5 dollars.' },
  {
    name: 'opening',
    kind: 'keyword',
    mode: 'whole-word',
    words: ['hours', 'opening'],
    reply: 'Monday to Friday, 9 to 5.',
  },
  {
    name: 'interested',
    kind: 'keyword',
    mode: 'whole-word',
    words: ['interested', 'tell me more'],
    reply: 'Thank you!',
    actions: ['tag=lead'],
  },
  { name: 'closed', kind: 'away', reply: 'We are closed and answer in the morning.', cooldown: '1d' },
  { name: 'welcome', kind: 'welcome', reply: 'Welcome, {first_name|friend}!' },
];

export const QUESTIONS = [
  ...[
    'Hi, are you open on Saturday?',
    'Where is my order?',
    'Can I change my booking to Friday?',
    'What does it cost?',
  ],
  ...['The code does not work.', 'Do you deliver to my street?', 'I would like to return something.', 'Is Kim there?'],
  ...[
    'Can somebody call me back?',
    '¿Hablan español?',
    'Merci beaucoup !',
    'My invoice is wrong 😕',
    'Where do I park?',
  ],
];
export const ANSWERS = [
  ...['Let me look into it.', 'Yes, of course!', 'It will be there tomorrow.', 'I have changed it for you.', 'Gladly.'],
  ...['We are open from 9 to 5.', 'Could you send me the number of the order?', 'A colleague will call you today.'],
  ...['I am sorry about that.', 'Done. Is there anything else?', 'Sí, claro.', 'You can park behind the house.'],
];
export const THANKS = ['Thanks!', 'Great, thank you', 'Perfect 👍', 'OK', 'See you then.', 'That is all, thank you.'];
export const NOTES = ['Asked before, see last month.', 'Prefers mornings.', 'Check the address.', 'Please call back.'];
export const CATEGORIES = ['sales', 'support', 'delivery', 'billing', 'complaint', 'other'];

export const BLASTS = ['Spring sale', 'Newsletter', 'New hours', 'Event invitation', 'Survey', 'Thank you', 'Restock'];
export const BLAST_BODIES = [
  'Hi {first_name|there}, 20% off all week long. Answer STOP to hear no more.',
  'Hi {first_name|there}, there is news: https://example.com/news. Answer STOP to hear no more.',
  '{first_name|Friend}, you are invited! Friday at six. Answer STOP to hear no more.',
];
