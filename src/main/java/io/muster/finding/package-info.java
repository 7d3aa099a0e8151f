/** Findings and their life cycle: opened, confirmed, stale, resolved, reopened. */
package io.muster.finding;
