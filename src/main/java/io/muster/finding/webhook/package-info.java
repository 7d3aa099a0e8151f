/** Webhooks: events of findings are pushed to them at least once, and in order for each finding. */
package io.muster.finding.webhook;
