/** The default alphabet of 3GPP TS 23.038 §6.2.1, in the order of its table; the escape (0x1B) is no character. */
export const GSM_BASIC = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('');

/** The extension table of 3GPP TS 23.038 §6.2.1.1: each costs an escape and itself. */
export const GSM_EXTENDED = '\f^{}\\[~]|€';
