/** How often a race is run or an answer lost: a few times in every run of the tests, often by `npm run test:faults`. */
export const ROUNDS = (few: number, often: number): number => (process.env.TEST_ROUNDS === 'often' ? often : few);
