/** Push: webhooks are told of what happens to findings, at least once, and in order for each finding. */
package io.muster.finding.webhook;
