/** Rules about what is recorded of instances and networks. */
package io.muster.rule.monitoring;
