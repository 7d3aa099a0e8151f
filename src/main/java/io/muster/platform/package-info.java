/** Code that every floor may use: error codes, callers, HTTP order, telemetry, checks of the configuration. */
package io.muster.platform;
