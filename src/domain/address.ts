/** Whether a store is named by an address and not by a file. */
export const isAddress = (store: string): boolean => /^[a-z][a-z\d+.-]*:\/\//i.test(store);

/** The password in an address, if there is one: after the user, or as a parameter. */
export const passwordIn = (store: string): boolean =>
  isAddress(store) && (/^[^/?#]*:\/\/[^/?#@]*:[^/?#]*@/.test(store) || /[?&](password|sslpassword)=/i.test(store));

/** A store as it may be shown to anybody: an address without its password. */
export const shownStore = (store: string): string =>
  isAddress(store)
    ? store
        .replace(/^([^/?#]*:\/\/[^/?#@:]*):[^/?#]*@/, '$1@')
        .replace(/([?&](?:password|sslpassword)=)[^&#]*/gi, '$1…')
    : store;
