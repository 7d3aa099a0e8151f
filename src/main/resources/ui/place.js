// Where the reader is: a path and parameters behind the URL's #, so that every view can be bookmarked and sent.

export function here() {
  const [path, search = ''] = location.hash.replace(/^#/, '').split('?', 2);
  return { path: path || '/', params: Object.fromEntries(new URLSearchParams(search)) };
}

/** The URL of a view; parameters without a value are left out. */
export function to(path, params = {}) {
  const given = Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const search = new URLSearchParams(given).toString();
  return '#' + path + (search ? '?' + search : '');
}

export const toResource = (id) => to('/resource', { id });
export const toFinding = (id) => to('/finding', { id });
export const toScan = (id) => to('/scan', { id });
