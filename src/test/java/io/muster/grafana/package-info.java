/** Tests of what is shipped for Grafana. */
package io.muster.grafana;
