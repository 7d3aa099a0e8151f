/** Rules about the roles of instances. */
package io.muster.rule.iam;
