import { slug } from './slug.ts';

/** A product's name as it is kept: 2 to 40 of a–z, 0–9 and `-`. */
export const productName = (typed: string): string => slug(typed.trim(), 'product name');
