// How two versions of a JSON document differ.

/** A difference: where, and the value before and after; undefined where there was none. */
export function differences(before, after, path = '') {
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return names.flatMap((name) => differences(before[name], after[name], path ? `${path}.${name}` : name));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return entries(before, after, path);
  }
  return canonical(before) === canonical(after) ? [] : [{ path, before, after }];
}

/** Lists are compared as bags of entries: AWS gives no order to most of them. */
function entries(before, after, path) {
  const gone = without(before, after).map((value) => ({ path: `${path}[]`, before: value, after: undefined }));
  const added = without(after, before).map((value) => ({ path: `${path}[]`, before: undefined, after: value }));
  return [...gone, ...added];
}

function without(list, other) {
  const left = other.map(canonical);
  return list.filter((value) => {
    const at = left.indexOf(canonical(value));
    if (at >= 0) {
      left.splice(at, 1);
    }
    return at < 0;
  });
}

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The same text for the same value, whatever the order of its names. */
function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
