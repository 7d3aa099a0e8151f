// The session of a person who signed in: what the server has told the browser, and where the reader was.

const PLACE = 'muster.place';

/** The code that shows that the pages, and no other site's, send a call. */
export function sessionHeaders() {
  const code = document.cookie.match(/(?:^|; )(?:__Host-)?muster-csrf=([^;]+)/);
  return code ? { 'X-CSRF-Token': code[1] } : {};
}

/** Sends the reader to the sign-in, which leads back to the same place. */
export function leaveToSignIn() {
  sessionStorage.setItem(PLACE, location.hash);
  location.assign('/');
}

/** Goes where the reader was before the session had ended. */
export function comeBack() {
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place?.startsWith('#/') && !location.hash) {
    location.replace(place);
  }
}
