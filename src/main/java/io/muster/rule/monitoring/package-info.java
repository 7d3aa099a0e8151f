/** Rules about the monitoring of instances and the recording of network traffic. */
package io.muster.rule.monitoring;
