import { duration, rateOf } from '../../domain/pace.ts';
import { opensFor, windowOf } from '../../domain/sending-hours.ts';
import type { Settings } from '../../domain/settings.ts';
import { rfc3339 } from '../../domain/time.ts';
import type { BlastDetail } from '../../store/blasts.ts';

/** How long a blast takes, and whether it is done before quiet hours begin where the line is. */
export function estimated(blast: BlastDetail, segments: number, at: number, settings: Settings) {
  const rate = blast.rate ?? rateOf({ kind: blast.kind, address: blast.address });
  const milliseconds = duration(segments, rate);
  const ends = at + milliseconds;
  const open = opensFor({ zone: '', area: '' }, ends, settings.timeZone, windowOf(settings.quietHours));
  return {
    /** Segments a second. */
    rate,
    seconds: Math.ceil(milliseconds / 1000),
    begins: rfc3339(at),
    ends: rfc3339(ends),
    /** Whether it would run into quiet hours: what is left then is held until they are over. */
    overruns: blast.kind !== 'email' && open > ends,
  };
}
