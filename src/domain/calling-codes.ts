/** The calling codes of all countries, without `+`; `own` is that of a country (ISO 3166, two letters), where one is given. */
export async function callingCodes(
  country: string | null,
): Promise<{ readonly all: string[]; readonly own: string | null }> {
  const { getCountries, getCountryCallingCode, isSupportedCountry } = await import('libphonenumber-js/min');
  const all = [...new Set(getCountries().map((code) => String(getCountryCallingCode(code))))];
  const code = country?.toUpperCase();
  return { all, own: code !== undefined && isSupportedCountry(code) ? String(getCountryCallingCode(code)) : null };
}
