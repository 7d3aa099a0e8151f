/** Rules about security groups and public addresses. */
package io.muster.rule.network;
