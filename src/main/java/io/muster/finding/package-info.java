/** Findings and their life: opened, confirmed, stale, resolved, reopened. */
package io.muster.finding;
