// Values as people read them.

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
];

/** A span of time in its two largest units' worth of precision: 42 s, 5 min, 3 h, 12 d. */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  for (const [unit, size] of UNITS) {
    if (whole >= size * (unit === 'min' ? 2 : 1)) {
      return `${Math.floor(whole / size)} ${unit}`;
    }
  }
  return `${whole} s`;
}

export const secondsSince = (time) => (Date.now() - Date.parse(time)) / 1000;

export const number = (value) => Number(value).toLocaleString('en');

export const plural = (count, one, many = one + 's') => `${number(count)} ${count === 1 ? one : many}`;

/** A constant of the API as words: SECURITY_GROUP is Security group. */
export function words(constant) {
  const text = String(constant ?? '').toLowerCase().replaceAll('_', ' ').replace(/\bvpc\b/, 'VPC');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const ABBREVIATIONS = { ELASTIC_IP: 'Elastic IP', IAM: 'IAM', IMDS: 'IMDS', KMS_KEY: 'KMS key', NAT_GATEWAY: 'NAT gateway', NETWORK_ACL: 'Network ACL' };

export const kindName = (kind) => ABBREVIATIONS[kind] ?? words(kind);
export const areaName = kindName;

/** 2026-11-24 13:58:19 UTC. */
export const instant = (time) => time.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');

/** A JSON value on one line. */
export function inline(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
