import type { Fault } from '../domain/fault.ts';
import { column, columns } from './face.ts';

/** The columns of every table of faults: where each stands, what it is, and what to write instead. */
export const FAULT_COLUMNS = columns<Fault>(
  column('line', { kind: 'number' }),
  column('column', { kind: 'number' }),
  column('field', { spare: true }),
  'code',
  column('value', { spare: true }),
  'message',
  'suggestion',
);
