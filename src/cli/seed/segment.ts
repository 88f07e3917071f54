import type { SeedList } from '../../domain/seed.ts';

/** Whether a filter fills a list. */
export const isSegment = ({ where = [] }: SeedList): boolean => where.length > 0;
